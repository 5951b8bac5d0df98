namespace ContactBooks.Client;

/// <summary>
/// A chunk of an upload failed. All rows before it are in and their results were given; of it and those after it, which were under way, the
/// same rows with the same prefix of keys tell.
/// </summary>
public sealed class ChunkFailedException : ContactBooksException
{
    internal ChunkFailedException(RowRange rows, string idempotencyKey, ContactBooksException cause)
        : base($"Rows {rows}, sent with the key {idempotencyKey}, failed: {cause.Message}", cause)
    {
        (Rows, IdempotencyKey, Cause) = (rows, idempotencyKey, cause);
    }

    /// <summary>Its rows.</summary>
    public RowRange Rows { get; }

    /// <summary>The key that it was sent with.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Why it failed; <see cref="Exception.InnerException"/> is the same.</summary>
    public ContactBooksException Cause { get; }

    /// <inheritdoc/>
    public override TimeSpan? RetryAfter => Cause.RetryAfter;

    /// <inheritdoc/>
    public override bool IsTransient => Cause.IsTransient;
}
