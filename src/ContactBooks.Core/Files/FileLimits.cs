namespace ContactBooks.Core.Files;

/// <summary>How far a file may go before it is refused.</summary>
public sealed record FileLimits
{
    /// <summary>Columns of a table; Excel's own limit is 16,384.</summary>
    public int MaxColumns { get; init; } = 1_000;

    /// <summary>Characters of one cell; Excel's own limit.</summary>
    public int MaxCellLength { get; init; } = 32_767;

    /// <summary>Characters of one row of text with all that stands between its cells, or of one line of NDJSON.</summary>
    public int MaxRowLength { get; init; } = 1_048_576;

    /// <summary>Bytes of all that a compressed file unpacks to.</summary>
    public long MaxUnpackedBytes { get; init; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Unpacked bytes for each packed one, beyond the first 64 MiB: honest files are below a hundred.</summary>
    public int MaxUnpackedRatio { get; init; } = 200;
}
