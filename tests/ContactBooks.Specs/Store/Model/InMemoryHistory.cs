using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;

namespace ContactBooks.Specs.Store.Model;

/// <summary>The history in the model.</summary>
internal sealed class InMemoryHistory(InMemoryStore store) : IHistoryStore
{
    /// <summary>By how much the times of nodes may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public async ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) =>
        store.Of(customer).Changes.Find(recorded => recorded.Change.Uid == changeUid && recorded.Change.UndoUntil > now) is { } found
            ? await ShownAsync(customer, found)
            : null;

    public async ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now)
    {
        var newestFirst = store.Of(customer).Changes
            .Where(recorded => recorded.Change.UndoUntil > now && (filter.Book is null || recorded.Book == filter.Book))
            .Where(recorded => filter.Kind is null || recorded.Change.Kind == filter.Kind)
            .OrderByDescending(recorded => recorded.CreatedAt).ThenByDescending(recorded => recorded.Change.Uid, StringComparer.Ordinal);
        var rest = slice.After is { } after
            ? newestFirst.Where(recorded => (PlaceOf(recorded).CreatedAt, string.CompareOrdinal(recorded.Change.Uid, after.Uid)).CompareTo((after.CreatedAt, 0)) < 0)
            : newestFirst.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        var page = Pages.First(rest, slice.Limit, PlaceOf);
        var changes = new List<Change>();
        foreach (var recorded in page.Items)
        {
            changes.Add(await ShownAsync(customer, recorded));
        }

        return new Page<Change, ChangeCursor>(changes, page.Next);
    }

    public async ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
        CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now)
    {
        var newestFirst = store.Of(customer).Changes.Where(recorded => recorded.Change.UndoUntil > now)
            .OrderByDescending(recorded => recorded.CreatedAt).ThenByDescending(recorded => recorded.Change.Uid, StringComparer.Ordinal);
        var blocks =
            from recorded in newestFirst
            from number in Enumerable.Range(1, recorded.Blocks.Count).Reverse()
            where recorded.Blocks[number - 1].At >= since - Skew
            select (Recorded: recorded, Place: new BlockCursor(PlaceOf(recorded), number));
        var rest = (look.After is { } after ? blocks.SkipWhile(block => block.Place != after).Skip(1) : blocks).ToList();
        var (found, looked, bytes) = (new List<ContactChange>(), 0, 0L);
        while (looked < Math.Min(rest.Count, look.Blocks) && found.Count < look.Limit && bytes < look.Bytes)
        {
            var (recorded, place) = rest[looked++];
            var block = recorded.Blocks[(int)place.Block - 1];
            bytes += ChangeBlock.HeaderBytes + (block.Entries.Count * ContactUid.ByteCount);
            if (block.Entries.Find(entry => entry.After.Uid == contact) is { } entry)
            {
                found.Add(entry.Told(store.Of(customer), await ShownAsync(customer, recorded), block));
            }
        }

        return new Page<ContactChange, BlockCursor>(found, looked < rest.Count ? rest[looked - 1].Place : null);
    }

    public ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice)
    {
        var holdings = store.Of(customer);
        var blocks = holdings.Changes.Find(recorded => recorded.Change.Uid == changeUid)?.Blocks ?? [];
        var kept =
            from number in Enumerable.Range(1, blocks.Count).Reverse()
            from one in (blocks[number - 1].Kept ?? []).Select((kept, place) => (kept, Place: new KeptCursor(number, place)))
            select one;
        var rest = slice.After is { } after
            ? kept.Where(one => one.Place.Block < after.Block || (one.Place.Block == after.Block && one.Place.Place > after.Place))
            : kept.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        var page = Pages.First(rest, slice.Limit, one => one.Place);
        return ValueTask.FromResult(new Page<KeptContact, KeptCursor>(
            [.. page.Items.Select(one => new KeptContact(
                one.kept.Contact.Uid, Now(holdings, one.kept.Contact) is null ? null : one.kept.Contact.Phone, one.kept.Reason))],
            page.Next));
    }

    public async ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until)
    {
        store.Write(customer, holdings => Replace(
            holdings,
            changeUid,
            recorded => CanBeUndone(recorded, now) ? recorded with { State = ChangeState.Undoing, UndoneBy = by, LeaseUntil = until } : recorded) with
        {
            DeletedBooks = holdings.DeletedBooks.RemoveRange(
                from book in holdings.DeletedBooks
                where book.Value == changeUid && holdings.Changes.Exists(recorded => recorded.Change.Uid == changeUid && CanBeUndone(recorded, now))
                select book.Key),
        });
        return await FindAsync(customer, changeUid, now);
    }

    public async ValueTask<Change?> ContinueAsync(
        CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var wasUnderWay = false;
        store.Write(customer, holdings =>
        {
            var recorded = holdings.Changes.Find(recorded => recorded.Change.Uid == changeUid);
            wasUnderWay = recorded is { State: ChangeState.Running or ChangeState.Undoing };
            if (recorded is not { State: ChangeState.Undoing })
            {
                return wasUnderWay ? MakeNext(holdings, recorded!, now, until) : holdings;
            }

            var after = holdings;
            if (recorded.Blocks.FindLastIndex(block => block.Kept is null) is >= 0 and var index)
            {
                (after, var block, var counts) = TakeBack(holdings, recorded.Book, recorded.Blocks[index], now);
                recorded = recorded with { Blocks = recorded.Blocks.SetItem(index, block), Undone = Sum(recorded.Undone, counts) };
            }

            var isUndone = recorded.Blocks.All(block => block.Kept is not null);
            recorded = recorded with { LeaseUntil = until, State = isUndone ? ChangeState.Undone : ChangeState.Undoing, UndoneAt = isUndone ? now : null };
            return Replace(after, changeUid, _ => recorded);
        });
        return await FindAsync(customer, changeUid, wasUnderWay ? DateTimeOffset.UnixEpoch : now);
    }

    public ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until)
    {
        var next = store.Customers
            .SelectMany(customer => store.Of(customer).Changes, (customer, recorded) => (customer, recorded))
            .Where(one => one.recorded.State is ChangeState.Running or ChangeState.Undoing && one.recorded.LeaseUntil <= now)
            .OrderBy(one => one.recorded.LeaseUntil).FirstOrDefault();
        if (next.recorded is null)
        {
            return ValueTask.FromResult<ChangeLease?>(null);
        }

        store.Write(next.customer, holdings => Replace(holdings, next.recorded.Change.Uid, recorded => recorded with { LeaseUntil = until }));
        return ValueTask.FromResult<ChangeLease?>(new ChangeLease(next.customer, next.recorded.Change.Uid));
    }

    /// <summary>Forgets changes past their time.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var customer in store.Customers)
        {
            store.Write(customer, holdings =>
            {
                var old = holdings.Changes.FindAll(recorded => recorded.Change.UndoUntil <= now && recorded.State is ChangeState.Done or ChangeState.Undone);
                var forgotten = holdings.DeletedBooks.Where(book => old.Exists(recorded => recorded.Change.Uid == book.Value)).Select(book => book.Key).ToHashSet();
                return holdings with
                {
                    Changes = holdings.Changes.RemoveRange(old),
                    Books = [.. holdings.Books.Select(book => forgotten.Contains(book.Id) ? book with { Uid = "" } : book)],
                };
            });
        }
    }

    private static bool CanBeUndone(RecordedChange recorded, DateTimeOffset now) =>
        recorded.State is ChangeState.Done or ChangeState.Running && recorded.Change.UndoUntil > now;

    /// <summary>Takes the next contacts out of the book that a change has deleted.</summary>
    private static Holdings MakeNext(Holdings holdings, RecordedChange recorded, DateTimeOffset now, DateTimeOffset until)
    {
        ContactUid[] next =
        [
            .. holdings.Memberships.Keys.Where(membership => membership.Book == recorded.Book).Take(TidyingRequest.MaxContacts)
                .Select(membership => holdings.Contacts[membership.Phone].Uid),
        ];
        var request = new TidyingRequest(TidyingKind.Remove, next)
        {
            From = recorded.Book,
            Change = recorded.Change.UndoUntil > recorded.CreatedAt ? recorded.Change : null,
        };
        var (_, after) = InMemoryContacts.Tidy(holdings, request, new HashSet<BookId>(), now);
        var isLast = next.Length < TidyingRequest.MaxContacts;
        return Replace(after, recorded.Change.Uid, one => one with { State = isLast ? ChangeState.Done : ChangeState.Running, LeaseUntil = until });
    }

    private static (Holdings After, RecordedBlock Block, UndoCounts Counts) TakeBack(Holdings holdings, BookId book, RecordedBlock block, DateTimeOffset now)
    {
        var (kept, counts) = (new List<(Contact, KeptReason)>(), default(UndoCounts));
        foreach (var entry in block.Entries)
        {
            if (WhyKept(holdings, book, block.At, entry) is { } reason)
            {
                kept.Add((entry.After, reason));
                counts = counts with { Kept = counts.Kept + 1 };
                continue;
            }

            var phone = entry.After.Phone;
            if (entry.Ended.Count > 0)
            {
                holdings = GiveBack(holdings, book, entry, now);
                counts = counts with { Restored = counts.Restored + 1, Unlinked = counts.Unlinked + (entry.Links ? 1 : 0) };
                continue;
            }

            if (entry.Changes)
            {
                var last = LastOf(holdings, holdings.Contacts[phone]);
                holdings = holdings with
                {
                    Contacts = holdings.Contacts.SetItem(phone, entry.Before!),
                    RestoredAt = holdings.RestoredAt.SetItem(phone, now > last ? now : last.AddMilliseconds(1)),
                };
                counts = counts with { Restored = counts.Restored + 1 };
            }

            if (entry.Links)
            {
                holdings = holdings with { Memberships = holdings.Memberships.Remove((book, phone)) };
                counts = entry.Before is null ? counts with { Removed = counts.Removed + 1 } : counts with { Unlinked = counts.Unlinked + 1 };
            }

            if (entry.Before is null)
            {
                holdings = holdings with
                {
                    Contacts = holdings.Contacts.Remove(phone),
                    RestoredAt = holdings.RestoredAt.Remove(phone),
                    Memberships = holdings.Memberships.RemoveRange(holdings.Memberships.Keys.Where(membership => membership.Phone == phone)),
                };
            }
        }

        return (holdings, block with { Kept = [.. kept] }, counts);
    }

    /// <summary>Gives a contact back its books, and back itself if it is gone.</summary>
    private static Holdings GiveBack(Holdings holdings, BookId book, RecordedEntry entry, DateTimeOffset now)
    {
        var phone = entry.After.Phone;
        holdings = holdings with { Contacts = entry.Deletes ? holdings.Contacts.Add(phone, entry.Before!) : holdings.Contacts };
        var last = LastOf(holdings, holdings.Contacts[phone]);
        var memberships = entry.Links ? holdings.Memberships.Remove((book, phone)) : holdings.Memberships;
        foreach (var (of, linkedAt) in entry.Ended)
        {
            memberships = holdings.FindBook(of) is null ? memberships : memberships.Add((of, phone), DateTimeOffset.FromUnixTimeMilliseconds(linkedAt));
            last = entry.Deletes && DateTimeOffset.FromUnixTimeMilliseconds(linkedAt) is var link && link > last ? link : last;
        }

        return holdings with { Memberships = memberships, RestoredAt = holdings.RestoredAt.SetItem(phone, now > last ? now : last.AddMilliseconds(1)) };
    }

    /// <summary>A contact that anything happened to since stays as it is.</summary>
    private static KeptReason? WhyKept(Holdings holdings, BookId book, DateTimeOffset at, RecordedEntry entry)
    {
        var left = entry.Ended.Where(membership => holdings.FindBook(membership.Book) is not null).ToList();
        if (entry.Deletes)
        {
            return left.Count == 0 ? KeptReason.BookDeleted : holdings.Contacts.ContainsKey(entry.After.Phone) ? KeptReason.Replaced : null;
        }

        if (Now(holdings, entry.After) is not { } now)
        {
            return KeptReason.Deleted;
        }

        if (left.Exists(membership => holdings.Memberships.ContainsKey((membership.Book, now.Phone))))
        {
            return KeptReason.Linked;
        }

        if (entry.Ended.Count > 0)
        {
            return entry.Links && LinkedAt(holdings, book, now) != at ? KeptReason.Unlinked : left.Count == 0 ? KeptReason.BookDeleted : null;
        }

        if (now.UpdatedAt != entry.After.UpdatedAt)
        {
            return KeptReason.Edited;
        }

        if (entry.Links && LinkedAt(holdings, book, now) != at)
        {
            return KeptReason.Unlinked;
        }

        var books = holdings.Memberships.Keys.Count(membership => membership.Phone == now.Phone && holdings.FindBook(membership.Book) is not null);
        return entry.Before is null && books > 1 ? KeptReason.Linked
            : entry is { Before: not null, Links: true } && books == 1 ? KeptReason.LastBook
            : null;
    }

    private static DateTimeOffset? LinkedAt(Holdings holdings, BookId book, Contact contact) =>
        holdings.FindBook(book) is not null && holdings.Memberships.TryGetValue((book, contact.Phone), out var linkedAt) ? linkedAt : null;

    /// <summary>When anything last happened to a contact: a change, an undo, a link.</summary>
    internal static DateTimeOffset LastOf(Holdings holdings, Contact contact) =>
        holdings.Memberships.Where(membership => membership.Key.Phone == contact.Phone).Select(membership => membership.Value)
            .Append(contact.UpdatedAt).Append(holdings.RestoredAt.GetValueOrDefault(contact.Phone)).Max();

    private static Contact? Now(Holdings holdings, Contact then) =>
        holdings.Contacts.TryGetValue(then.Phone, out var now) && now.Uid == then.Uid ? now : null;

    private static Holdings Replace(Holdings holdings, string changeUid, Func<RecordedChange, RecordedChange> by) =>
        holdings with { Changes = [.. holdings.Changes.Select(recorded => recorded.Change.Uid == changeUid ? by(recorded) : recorded)] };

    private static UndoCounts Sum(UndoCounts a, UndoCounts b) =>
        new(a.Removed + b.Removed, a.Restored + b.Restored, a.Unlinked + b.Unlinked, a.Kept + b.Kept);

    private static ChangeCursor PlaceOf(RecordedChange recorded) => new(recorded.CreatedAt.ToUnixTimeMilliseconds(), recorded.Change.Uid);

    private ValueTask<Change> ShownAsync(CustomerId customer, RecordedChange recorded)
    {
        var holdings = store.Of(customer);
        var seen = holdings.DeletedBooks.GetValueOrDefault(recorded.Book, recorded.Change.Uid) == recorded.Change.Uid;
        return ShownAsync(store, customer, recorded, seen ? holdings.Books.Find(book => book.Id == recorded.Book) : null);
    }

    /// <summary>A change as it is shown, given the book that is named with it.</summary>
    public static async ValueTask<Change> ShownAsync(InMemoryStore store, CustomerId customer, RecordedChange recorded, Book? book) => new()
    {
        Uid = recorded.Change.Uid,
        Kind = recorded.Change.Kind,
        BookUid = book?.Uid,
        BookName = book?.Name,
        By = await AuthorOfAsync(store, customer, recorded.Change.By),
        FileName = recorded.Change.FileName,
        Counts = recorded.Counts,
        State = recorded.State,
        CreatedAt = recorded.CreatedAt,
        UndoUntil = recorded.Change.UndoUntil,
        UndoneBy = recorded.UndoneBy is { } by ? await AuthorOfAsync(store, customer, by) : null,
        UndoneAt = recorded.UndoneAt,
        Undone = recorded.Undone,
    };

    private static async ValueTask<Author> AuthorOfAsync(InMemoryStore store, CustomerId customer, Actor actor)
    {
        var token = (await store.Directory.ListTokensAsync(customer)).FirstOrDefault(token => token.Uid == actor.TokenUid);
        var user = (await store.Directory.ListUsersAsync(customer)).FirstOrDefault(user => user.Uid == (actor.UserUid ?? token?.UserUid));
        return new Author(actor.TokenUid, token?.Name, user?.Uid, user?.Name);
    }
}
