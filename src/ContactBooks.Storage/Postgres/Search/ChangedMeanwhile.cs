using ContactBooks.Core.Identity;
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
    private readonly HashSet<ContactUid> _changed = Changed(searched, now);

    /// <summary>Whether a line was its contact's newest in the blocks at hand, and has been superseded since.</summary>
    public bool Superseded((ContactUid Uid, long Stamp, long Block) line) => _changed.Contains(line.Uid) && NewestStamp(line.Uid) == line.Stamp;

    /// <summary>The contacts of lines that were written after the newest block at hand: merged blocks have older ones too.</summary>
    private static HashSet<ContactUid> Changed(ReadOnlyMemory<SearchBlock> searched, ReadOnlyMemory<SearchBlock> now)
    {
        var changed = new HashSet<ContactUid>();
        var newest = searched.Span[^1].Number;
        for (var i = now.Length - 1; i >= 0 && now.Span[i].Number > newest; i--)
        {
            var block = now.Span[i];
            for (var line = 0; line < block.Count; line++)
            {
                var (uid, _, written) = SearchLines.KeyAt(block.Keys, line, block.Number);
                if (written > newest)
                {
                    changed.Add(uid);
                }
            }
        }

        return changed;
    }

    /// <summary>Lines stand newest first: by block from the last one, and within a block from its beginning.</summary>
    private long? NewestStamp(ContactUid uid)
    {
        Span<byte> wanted = stackalloc byte[ContactUid.ByteCount];
        uid.WriteBytes(wanted);
        for (var i = searched.Length - 1; i >= 0; i--)
        {
            var keys = searched.Span[i].Keys.AsSpan();
            for (var from = 0; keys[from..].IndexOf(wanted) is var at and >= 0; from += at + 1)
            {
                if ((from + at) % SearchLines.KeyBytes == 0)
                {
                    return SearchLines.KeyAt(keys, (from + at) / SearchLines.KeyBytes, searched.Span[i].Number).Stamp;
                }
            }
        }

        return null;
    }
}
