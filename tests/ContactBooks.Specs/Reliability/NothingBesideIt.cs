namespace ContactBooks.Specs.Reliability;

/// <summary>With nothing beside it, since it looks at memory or at time, or needs the processors for itself.</summary>
[CollectionDefinition(nameof(NothingBesideIt), DisableParallelization = true)]
public sealed class NothingBesideIt;
