using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Postgres;

/// <summary>A block of search lines, as it stands in the database.</summary>
/// <param name="Number">Its number within its book: the newest is the highest.</param>
/// <param name="Tag">Drawn when it was written; the same number with another tag is another block.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Runs">Their runs.</param>
internal sealed record SearchBlock(long Number, long Tag, byte[] Lines, byte[] Runs)
{
    /// <summary>Bytes of lines below which a block is small.</summary>
    public const int SmallBelow = 32 * 1024;

    /// <summary>How many lines it has.</summary>
    public int Count { get; } = SearchLines.CountOf(Runs);

    /// <summary>Bytes that it takes in memory.</summary>
    public long Size => Lines.Length + Runs.Length;

    /// <summary>A walk over its lines.</summary>
    public LineWalk Walk() => new(Lines, Runs, Number);

    /// <summary>Whether lines of so many bytes are a block that waits to be merged with its neighbours: some 400 lines.</summary>
    public static bool IsSmall(int bytes) => bytes < SmallBelow;
}
