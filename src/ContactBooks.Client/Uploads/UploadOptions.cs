namespace ContactBooks.Client;

/// <summary>How one request's rows are uploaded.</summary>
public sealed record UploadOptions
{
    /// <summary>Country calling code for phones that have none, as <c>91</c>; the customer's own where it is null.</summary>
    public string? DefaultCountryCode { get; init; }

    /// <summary>
    /// A key of 1 to 255 visible ASCII characters. The same rows sent again with it within 24 hours, by another process even, get the first
    /// answer and have no second effect. Without one each call has a key of its own, which covers its retries.
    /// </summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Which rows go in; all by default.</summary>
    public UpdatePolicy UpdatePolicy { get; init; }

    /// <summary>Whether to get the answer predicted, with nothing written.</summary>
    public bool DryRun { get; init; }
}

/// <summary>How rows are uploaded in chunks.</summary>
public sealed record UploadManyOptions
{
    /// <summary>Rows a request at the most, 1 to 1000; 1000 by default.</summary>
    public int ChunkSize { get; init; } = Chunk.MaxRows;

    /// <summary>
    /// Bytes of a request at the most; a chunk ends early before it would grow larger. 8 MiB by default, as the server has it unless its
    /// operator set another limit. A single row that is larger is sent alone, and the server judges it.
    /// </summary>
    public int MaxRequestBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>
    /// Requests under way at once at the most; 4 by default. Where two rows of different chunks have one phone, it is then open which goes
    /// in last. 1 keeps the order of the rows.
    /// </summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>
    /// What the key of each chunk begins with; its number follows. 1 to 200 visible ASCII characters; a new GUID by default. The same rows
    /// with the same prefix and options within 24 hours resume an upload that broke off: chunks that went in get their first answer again.
    /// </summary>
    public string? KeyPrefix { get; init; }

    /// <summary>Country calling code for phones that have none, as <c>91</c>; the customer's own where it is null.</summary>
    public string? DefaultCountryCode { get; init; }

    /// <summary>Which rows go in; all by default.</summary>
    public UpdatePolicy UpdatePolicy { get; init; }

    /// <summary>Whether to get the results predicted, with nothing written. Each chunk is predicted as if it were the only one.</summary>
    public bool DryRun { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ChunkSize, 1, nameof(ChunkSize));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ChunkSize, Chunk.MaxRows, nameof(ChunkSize));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRequestBytes, 1, nameof(MaxRequestBytes));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1, nameof(MaxConcurrency));
        if (KeyPrefix is { } prefix)
        {
            IdempotencyKey.Check(prefix, MaxPrefixLength);
        }
    }

    private const int MaxPrefixLength = 200;
}
