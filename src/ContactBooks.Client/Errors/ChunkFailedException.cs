namespace ContactBooks.Client;

/// <summary>
/// A chunk of an upload failed. All rows before it are in and their results were given; of it and those after it, which were under way, the
/// same rows with the same prefix of keys tell.
/// </summary>
public sealed class ChunkFailedException : ContactBooksException
{
    internal ChunkFailedException(long firstRow, int rowCount, string idempotencyKey, ContactBooksException cause)
        : base($"Rows {firstRow} to {firstRow + rowCount - 1}, sent with the key {idempotencyKey}, failed: {cause.Message}", cause)
    {
        (FirstRow, RowCount, IdempotencyKey, Cause) = (firstRow, rowCount, idempotencyKey, cause);
    }

    /// <summary>The number of its first row, from 1, counted over all rows.</summary>
    public long FirstRow { get; }

    /// <summary>How many rows it has.</summary>
    public int RowCount { get; }

    /// <summary>The key that it was sent with.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Why it failed; <see cref="Exception.InnerException"/> is the same.</summary>
    public ContactBooksException Cause { get; }

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => Cause.RetryAfter;

    /// <inheritdoc/>
    public override bool IsTransient => Cause.IsTransient;
}
