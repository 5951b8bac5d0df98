using System.Buffers.Binary;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// Lines for a search block, and what holds for runs of them: a stamp, and the block they were written in. A line begins
/// with the phone of its contact. It is live while its stamp is the latest of its contact's last change, its last restoring by
/// an undo and its membership's beginning; any other line of that contact is superseded. Lines stand by the block they were written in,
/// newest first, and within it by phone: merging and tidying keep that, so a line's place in a search is known even after
/// the line itself is gone.
/// </summary>
internal sealed class SearchLines(int expected) : IDisposable
{
    /// <summary>
    /// Bytes of a run: how many lines it has, their stamp (milliseconds since 1970), and the number of the block they were
    /// written in, which is 0 while they are still there. The lines of an upload nearly all have one stamp, so a run costs
    /// next to nothing, where a key a line of 32 bytes was a quarter of a block.
    /// </summary>
    public const int RunBytes = sizeof(int) + sizeof(long) + sizeof(long);

    private const int StampAt = sizeof(int);
    private const int BlockAt = StampAt + sizeof(long);

    private readonly PooledBuffer _lines = new(Math.Max(64, expected * 88));
    private readonly PooledBuffer _runs = new(4 * RunBytes);

    /// <summary>How many lines there are.</summary>
    public int Count { get; private set; }

    /// <summary>The lines, each with its end.</summary>
    public ReadOnlySpan<byte> Lines => _lines.Written;

    /// <summary>Their runs.</summary>
    public ReadOnlySpan<byte> Runs => _runs.Written;

    /// <summary>How many lines a block has.</summary>
    /// <param name="runs">Its runs.</param>
    public static int CountOf(ReadOnlySpan<byte> runs)
    {
        var count = 0;
        for (; !runs.IsEmpty; runs = runs[RunBytes..])
        {
            count += BinaryPrimitives.ReadInt32BigEndian(runs);
        }

        return count;
    }

    /// <summary>The first run.</summary>
    /// <param name="runs">The runs that are left, at least one.</param>
    /// <param name="block">The number of the block that they are in now.</param>
    public static (int Count, long Stamp, long Block) RunAt(ReadOnlySpan<byte> runs, long block)
    {
        var written = BinaryPrimitives.ReadInt64BigEndian(runs[BlockAt..]);
        return (BinaryPrimitives.ReadInt32BigEndian(runs), BinaryPrimitives.ReadInt64BigEndian(runs[StampAt..]), written == 0 ? block : written);
    }

    /// <summary>Adds a line, given without its end.</summary>
    /// <param name="line">Its text, which begins with the phone.</param>
    /// <param name="stamp">Until when it is live.</param>
    /// <param name="block">The number of the block it was written in; 0 for the one that these lines become.</param>
    public void Add(ReadOnlySpan<byte> line, long stamp, long block = 0)
    {
        var to = _lines.GetSpan(line.Length + 1);
        line.CopyTo(to);
        to[line.Length] = (byte)SearchText.LineEnd;
        _lines.Advance(line.Length + 1);
        AddRun(1, stamp, block);
    }

    /// <summary>Adds all lines of a block.</summary>
    public void AddBlock(long block, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> runs)
    {
        lines.CopyTo(_lines.GetSpan(lines.Length));
        _lines.Advance(lines.Length);
        for (; !runs.IsEmpty; runs = runs[RunBytes..])
        {
            var (count, stamp, written) = RunAt(runs, block);
            AddRun(count, stamp, written);
        }
    }

    public void Dispose()
    {
        _lines.Dispose();
        _runs.Dispose();
    }

    private void AddRun(int count, long stamp, long block)
    {
        Count += count;
        if (_runs.Length > 0)
        {
            var last = _runs.Written[^RunBytes..];
            if (BinaryPrimitives.ReadInt64BigEndian(last[StampAt..]) == stamp && BinaryPrimitives.ReadInt64BigEndian(last[BlockAt..]) == block)
            {
                BinaryPrimitives.WriteInt32BigEndian(last, BinaryPrimitives.ReadInt32BigEndian(last) + count);
                return;
            }
        }

        var run = _runs.GetSpan(RunBytes);
        BinaryPrimitives.WriteInt32BigEndian(run, count);
        BinaryPrimitives.WriteInt64BigEndian(run[StampAt..], stamp);
        BinaryPrimitives.WriteInt64BigEndian(run[BlockAt..], block);
        _runs.Advance(RunBytes);
    }
}
