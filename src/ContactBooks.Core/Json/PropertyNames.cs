namespace ContactBooks.Core.Json;

/// <summary>
/// The names seen in one JSON object, to refuse a second one of a name: parsers disagree on which of two wins, so
/// neither may. Few names are compared one by one; many go into a set whose hash is seeded, so that a hostile body
/// can't make them collide.
/// </summary>
internal sealed class PropertyNames
{
    private const int CompareOneByOne = 12;

    private readonly List<ReadOnlyMemory<byte>> _few = [];
    private HashSet<ReadOnlyMemory<byte>>? _many;

    /// <summary>Remembers a name; false when the object has it already.</summary>
    public bool Add(ReadOnlyMemory<byte> name)
    {
        if (_many is { Count: > 0 })
        {
            return _many.Add(name);
        }

        foreach (var seen in _few)
        {
            if (seen.Span.SequenceEqual(name.Span))
            {
                return false;
            }
        }

        _few.Add(name);
        if (_few.Count > CompareOneByOne)
        {
            _many ??= new HashSet<ReadOnlyMemory<byte>>(BytesComparer.Instance);
            _many.UnionWith(_few);
        }

        return true;
    }

    /// <summary>Forgets all names, for the next object.</summary>
    public void Clear()
    {
        _few.Clear();
        _many?.Clear();
    }

    private sealed class BytesComparer : IEqualityComparer<ReadOnlyMemory<byte>>
    {
        public static readonly BytesComparer Instance = new();

        public bool Equals(ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<byte> obj)
        {
            var hash = new HashCode();
            hash.AddBytes(obj.Span);
            return hash.ToHashCode();
        }
    }
}
