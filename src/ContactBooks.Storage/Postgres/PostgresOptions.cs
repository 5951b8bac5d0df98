namespace ContactBooks.Storage.Postgres;

/// <summary>How much of the machine a node takes.</summary>
public sealed record PostgresOptions
{
    /// <summary>
    /// Uploads of this node in the database at a time; more wait, and customers take turns. Twice the processors unless set:
    /// measured with 16 clients on two, the 99th percentile was 322 ms with 4 and 650 ms with 16.
    /// </summary>
    public int UploadsAtOnce { get; init; } = Math.Max(4, 2 * Environment.ProcessorCount);

    /// <summary>Bytes of search blocks held in memory, some 60 MB for a million contacts. 1 GiB unless set.</summary>
    public long SearchCacheBytes { get; init; } = 1L << 30;
}
