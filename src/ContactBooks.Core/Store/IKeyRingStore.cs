namespace ContactBooks.Core.Store;

/// <summary>
/// The keys by which ASP.NET Core protects what it gives to browsers, and their revocations: each an element of XML, shared
/// by all nodes. The server gives them, and nothing here reads them.
/// </summary>
public interface IKeyRingStore
{
    /// <summary>All of them, the oldest first.</summary>
    ValueTask<IReadOnlyList<string>> ListAsync();

    /// <summary>Adds one. One of that identifier that is there stays as it is.</summary>
    ValueTask AddAsync(string keyId, string xml, DateTimeOffset now);
}
