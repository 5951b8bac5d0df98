namespace ContactBooks.Server.Docs.Operations;

/// <summary>An endpoint as the page shows it in short, where the document tells the rest.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Its path.</param>
/// <param name="Description">What a client should know of it.</param>
public sealed record RouteInShort(string Method, string Path, string Description);
