using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.History;

/// <summary>Gathers a page of what was done to a contact, out of the blocks of its customer's changes as they come: the newest first.</summary>
internal sealed class ContactChangePage
{
    /// <summary>A change and a contact that it touches may bear the times of two nodes, whose clocks differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly ContactUid _contact;
    private readonly LookBack _look;
    private readonly BlockCursor _end;
    private readonly List<FoundEntry> _found = [];
    private long _bytes;
    private BlockCursor _last;
    private ChangeCursor? _madeBy;

    /// <summary>Begins it.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="look">How far to look.</param>
    /// <param name="changes">The changes from where it begins, the newest first: <see cref="ChangesFor"/> of them if there are so many.</param>
    public ContactChangePage(ContactUid contact, LookBack look, IReadOnlyList<RecordedBlocks> changes)
    {
        (_contact, _look) = (contact, look);
        Runs = BlockRun.Of(changes, look);
        _end = changes.Count == 0 ? default : new BlockCursor(changes[^1].Place, 1);
    }

    /// <summary>The blocks to look at.</summary>
    public IReadOnlyList<BlockRun> Runs { get; }

    /// <summary>Whether it has all it wants or may look at.</summary>
    public bool IsFull => _found.Count >= _look.Limit || _bytes >= _look.Bytes;

    /// <summary>The changes that did it, which are to be read.</summary>
    public IEnumerable<string> Changes => _found.Select(entry => entry.ChangeUid).Distinct();

    /// <summary>The books that the contact left, whose names are to be read.</summary>
    public IEnumerable<BookId> Books => _found.SelectMany(entry => entry.Ended, (_, membership) => membership.Book).Distinct();

    /// <summary>How many changes have the blocks: beside one for each, that of the place, of which none may be left, and one that tells that there is more.</summary>
    public static int ChangesFor(LookBack look) => look.Blocks + 2;

    /// <summary>
    /// The oldest blocks that may have the contact, and the oldest changes, but for imports: these may have begun long before they made it,
    /// or came to it.
    /// </summary>
    /// <param name="since">When the contact was made.</param>
    public static DateTimeOffset From(DateTimeOffset since) => since - Skew;

    /// <summary>Whether the rest of a run needn't be looked at, since that is older than the contact.</summary>
    public bool IsMadeBy(BlockRun run) => run.Change == _madeBy;

    /// <summary>Notes that a block was looked at, and takes what it needs of it.</summary>
    /// <param name="run">The run that the block is of.</param>
    /// <param name="block">Which.</param>
    /// <param name="bytes">How long it is.</param>
    /// <param name="entries">The block, if the contact's bytes are found in it; else nothing.</param>
    /// <param name="isUndone">Whether it was taken back.</param>
    /// <param name="kept">The contacts that stayed as they were then, see <see cref="KeptList"/>.</param>
    public void Take(BlockRun run, long block, long bytes, ReadOnlySpan<byte> entries, bool isUndone, ReadOnlySpan<byte> kept)
    {
        _bytes += bytes;
        _last = new BlockCursor(run.Change, block);
        if (!entries.IsEmpty && FoundEntry.Of(run.Change.Uid, entries, _contact) is { } found)
        {
            _found.Add(found with { IsUndone = isUndone, Kept = KeptList.ReasonOf(kept, _contact) });
            _madeBy = found.Effects.HasFlag(ChangeEffects.Created) ? run.Change : _madeBy;
        }
    }

    /// <summary>The page.</summary>
    /// <param name="changeOf">A change by its identifier; null where it was forgotten meanwhile.</param>
    /// <param name="bookOf">A book by its number, as it is told.</param>
    public Page<ContactChange, BlockCursor> Finish(Func<string, Change?> changeOf, Func<BookId, LeftBook> bookOf)
    {
        var changes = Changes.ToDictionary(uid => uid, changeOf, StringComparer.Ordinal);
        return new Page<ContactChange, BlockCursor>(
            [
                .. from entry in _found
                   where changes[entry.ChangeUid] is not null
                   select new ContactChange
                   {
                       Change = changes[entry.ChangeUid]!,
                       At = entry.At,
                       Effects = entry.Effects,
                       Differing = entry.Differing,
                       Former = entry.Former,
                       Left = [.. entry.Ended.Select(membership => bookOf(membership.Book))],
                       IsUndone = entry.IsUndone,
                       Kept = entry.Kept,
                   },
            ],
            Next());
    }

    /// <summary>Where to go on. Without a bound that was come to, all runs were gone through, though blocks may have been forgotten meanwhile.</summary>
    private BlockCursor? Next()
    {
        if (Runs is not [.., var oldest])
        {
            return null;
        }

        var last = IsFull ? _last : new BlockCursor(oldest.Change, oldest.Oldest);
        last = last.Change == _madeBy ? last with { Block = 1 } : last;
        return last == _end ? null : last;
    }
}
