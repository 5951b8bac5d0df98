namespace ContactBooks.Specs.Reliability;

/// <summary>
/// With nothing beside it, since it looks at memory or at time, or needs the processors for itself. What only waits, for a lease or a restart,
/// is for the others to run beside. By its trait <c>test.sh</c> runs it for itself, with other tests on what it leaves of the processors.
/// </summary>
[Trait("Beside", "nothing")]
[CollectionDefinition(nameof(NothingBesideIt), DisableParallelization = true)]
public sealed class NothingBesideIt;
