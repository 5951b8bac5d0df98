namespace ContactBooks.Client;

/// <summary>A request failed and will be tried again.</summary>
/// <param name="Cause">Why.</param>
/// <param name="Attempt">The number of the attempt that failed, from 1.</param>
/// <param name="Delay">How long until the next.</param>
/// <param name="IdempotencyKey">The request's key, the same in all attempts; null for one that only reads.</param>
/// <param name="Rows">Of an upload, which rows; else null.</param>
public sealed record RetryNotice(ContactBooksException Cause, int Attempt, TimeSpan Delay, string? IdempotencyKey, RowRange? Rows);
