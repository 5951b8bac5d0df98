namespace ContactBooks.Core.Store;

/// <summary>How a store is, and what waits in it for whichever node comes to it.</summary>
/// <param name="Engine">Which database it is, and its version: <c>PostgreSQL 17.2</c>.</param>
/// <param name="SchemaVersion">The version of its schema.</param>
/// <param name="QueuedImports">Imports of all customers that wait for their turn.</param>
/// <param name="RunningImports">Imports of all customers that a node is at work on.</param>
/// <param name="ChangesUnderWay">Changes of all customers that are being made or taken back, block after block.</param>
public sealed record StoreStatus(string Engine, int SchemaVersion, long QueuedImports, long RunningImports, long ChangesUnderWay);
