using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.History;

/// <summary>Gathers a page of the contacts that an undo kept, out of the lists of its blocks as they come: the newest block first.</summary>
internal sealed class KeptPage(Slice<KeptCursor> slice)
{
    private readonly List<(ContactUid Uid, KeptReason Reason)> _kept = [];
    private long _toPassOver = slice.Offset;
    private KeptCursor? _last;

    /// <summary>Whether it has all it needs: one more than was asked for, which tells that there is more.</summary>
    public bool IsFull => _kept.Count > slice.Limit;

    /// <summary>Takes what it needs of a block's list.</summary>
    public void Take(long block, ReadOnlySpan<byte> list)
    {
        var count = KeptList.Count(list);
        var first = slice.After is { } after && after.Block == block ? after.Place + 1 : 0;
        var passed = (int)Math.Min(_toPassOver, Math.Max(0, count - first));
        _toPassOver -= passed;
        for (var place = first + passed; place < count && !IsFull; place++)
        {
            _kept.Add(KeptList.At(list, place));
            if (_kept.Count <= slice.Limit)
            {
                _last = new KeptCursor(block, place);
            }
        }
    }

    /// <summary>The contacts of the page, whose phones are to be found.</summary>
    public IEnumerable<ContactUid> Uids => _kept.Take(slice.Limit).Select(kept => kept.Uid);

    /// <summary>The page.</summary>
    /// <param name="phoneOf">The phone of a contact; null where it is no longer there.</param>
    public Page<KeptContact, KeptCursor> Finish(Func<ContactUid, Phone?> phoneOf) => new(
        [.. _kept.Take(slice.Limit).Select(kept => new KeptContact(kept.Uid, phoneOf(kept.Uid), kept.Reason))], IsFull ? _last : null);
}
