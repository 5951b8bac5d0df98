using ContactBooks.Server.Upkeep;

namespace ContactBooks.Server.Imports;

/// <summary>An import was made here.</summary>
internal sealed class ImportSignal : WorkSignal;
