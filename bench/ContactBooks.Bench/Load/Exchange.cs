namespace ContactBooks.Bench;

/// <summary>A request, and what must be answered.</summary>
/// <param name="Request">The request as it goes over the wire.</param>
/// <param name="IsRight">Whether an answer, its headers and its body, is the one that must come.</param>
internal sealed record Exchange(byte[] Request, Func<ReadOnlyMemory<byte>, bool> IsRight);
