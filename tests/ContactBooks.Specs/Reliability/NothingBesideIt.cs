namespace ContactBooks.Specs.Reliability;

/// <summary>
/// With nothing beside it, since it looks at memory or at time, or needs the processors for itself. What only waits, for a lease or a restart,
/// is for the others to run beside.
/// </summary>
[CollectionDefinition(nameof(NothingBesideIt), DisableParallelization = true)]
public sealed class NothingBesideIt;
