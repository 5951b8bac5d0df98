namespace ContactBooks.Storage.Search;

/// <summary>What lines are sorted by before their phones.</summary>
/// <param name="rank">Compared first, and upwards in every order.</param>
/// <param name="name">Compared next, byte by byte; empty where the order isn't by name.</param>
internal readonly ref struct LineKey(long rank, ReadOnlySpan<byte> name)
{
    public long Rank { get; } = rank;

    public ReadOnlySpan<byte> Name { get; } = name;
}

/// <summary>A line that is kept while others are looked at, with its key; and so a place among them.</summary>
internal sealed class SortedLine
{
    private byte[] _name = [];
    private int _length;
    private long _rank;

    /// <summary>The line.</summary>
    public FoundLine Line { get; private set; }

    /// <summary>Its key, valid until another line is set.</summary>
    public LineKey Key => new(_rank, _name.AsSpan(0, _length));

    /// <summary>Makes it that line. The memory that the one before took is used again.</summary>
    public SortedLine Set(in LineKey key, FoundLine line)
    {
        if (_name.Length < key.Name.Length)
        {
            _name = new byte[2 * key.Name.Length];
        }

        key.Name.CopyTo(_name);
        (_rank, _length, Line) = (key.Rank, key.Name.Length, line);
        return this;
    }
}
