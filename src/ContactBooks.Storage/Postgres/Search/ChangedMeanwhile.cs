using System.Globalization;
using System.Text;
using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Which lines an upload superseded between the two reads of a search: that of the blocks and that of the contacts. Such a
/// contact's newest line is in none of the blocks at hand; it was in the book before and is now, so it may not be missing.
/// </summary>
/// <param name="searched">The blocks at hand.</param>
/// <param name="now">All that are committed now.</param>
internal readonly struct ChangedMeanwhile(ReadOnlyMemory<SearchBlock> searched, ReadOnlyMemory<SearchBlock> now)
{
    private readonly HashSet<long> _changed = Changed(searched, now);

    /// <summary>Whether a line was its contact's newest in the blocks at hand, and has been superseded since.</summary>
    public bool Superseded(FoundLine line) => _changed.Contains(line.Phone) && NewestStamp(line.Phone) == line.Stamp;

    /// <summary>The contacts of lines that were written after the newest block at hand: merged blocks have older ones too.</summary>
    private static HashSet<long> Changed(ReadOnlyMemory<SearchBlock> searched, ReadOnlyMemory<SearchBlock> now)
    {
        var changed = new HashSet<long>();
        var newest = searched.Span[^1].Number;
        for (var i = now.Length - 1; i >= 0 && now.Span[i].Number > newest; i--)
        {
            for (var walk = now.Span[i].Walk(); walk.MoveNext();)
            {
                if (walk.Current.Block > newest)
                {
                    changed.Add(walk.Current.Phone);
                }
            }
        }

        return changed;
    }

    /// <summary>Lines stand newest first: by block from the last one, and within a block from its beginning.</summary>
    private long? NewestStamp(long phone)
    {
        var beginning = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{phone}{SearchText.FieldEnd}"));
        for (var i = searched.Length - 1; i >= 0; i--)
        {
            var block = searched.Span[i];
            for (var scan = new LineScan([beginning], block.Lines, block.Runs, block.Number); scan.MoveNext();)
            {
                if (scan.CurrentText.StartsWith(beginning))
                {
                    return scan.Current.Stamp;
                }
            }
        }

        return null;
    }
}
