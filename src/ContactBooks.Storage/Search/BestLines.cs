using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// The first lines in an order, behind a place, of all lines that it is shown. They may be superseded, so more are kept than are asked
/// for: whoever needs still more looks through all blocks again, behind the last one.
/// </summary>
/// <param name="order">The order.</param>
/// <param name="query">What a line must be found by; null for nothing.</param>
/// <param name="behind">The place; null for the beginning.</param>
/// <param name="capacity">How many are kept at the most.</param>
internal sealed class BestLines(LineOrder order, SearchQuery? query, SortedLine? behind, int capacity)
{
    // A sorted list, not a heap: few of many lines come in, and who comes in must be looked up among the others anyway.
    private readonly List<SortedLine> _lines = new(capacity);

    /// <summary>How many to keep for a page of so many contacts: of a book's lines mostly less than half are superseded.</summary>
    public static int CapacityFor(int limit) => 64 + (3 * limit);

    /// <summary>Whether there may be more behind them.</summary>
    public bool IsFull => _lines.Count == capacity;

    /// <summary>They, in their order.</summary>
    public IReadOnlyList<SortedLine> Lines => _lines;

    /// <summary>Looks at all lines that a scan stops at.</summary>
    public void Add(LineScan scan)
    {
        while (scan.MoveNext())
        {
            Add(order.KeyOf(scan), scan);
        }
    }

    private void Add(in LineKey key, in LineScan scan)
    {
        var isAtPlace = behind is null ? 1 : order.Compare(key, behind.Key);
        var isAtEnd = IsFull ? order.Compare(key, _lines[^1].Key) : -1;
        if (isAtPlace < 0 || isAtEnd > 0)
        {
            return;
        }

        var line = scan.Current;
        if ((isAtPlace == 0 && order.Compare(line, behind!.Line) <= 0) || (isAtEnd == 0 && order.Compare(line, _lines[^1].Line) >= 0) ||
            !FoundText.IsOf(query, scan.CurrentText) || IndexOf(key, line) is not (< 0 and var missing))
        {
            return;
        }

        var room = IsFull ? _lines[^1] : new SortedLine();
        if (IsFull)
        {
            _lines.RemoveAt(capacity - 1);
        }

        _lines.Insert(~missing, room.Set(key, line));
    }

    /// <summary>Where that very line is; else the complement of where it belongs.</summary>
    private int IndexOf(in LineKey key, FoundLine line)
    {
        var (low, high) = (0, _lines.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var compared = order.Compare(_lines[middle].Key, key);
            compared = compared == 0 ? order.Compare(_lines[middle].Line, line) : compared;
            if (compared == 0)
            {
                return middle;
            }

            (low, high) = compared < 0 ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }
}
