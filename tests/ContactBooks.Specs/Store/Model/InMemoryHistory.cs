using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>The history in the model.</summary>
internal sealed class InMemoryHistory(InMemoryStore store) : IHistoryStore
{
    public async ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) =>
        store.Of(customer).Changes.Find(recorded => recorded.Change.Uid == changeUid && recorded.Change.UndoUntil > now) is { } found
            ? await ShownAsync(customer, found)
            : null;

    public async ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, BookId? book, Slice<ChangeCursor> slice, DateTimeOffset now)
    {
        var newestFirst = store.Of(customer).Changes
            .Where(recorded => recorded.Change.UndoUntil > now && (book is null || recorded.Book == book))
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
            recorded => recorded.State == ChangeState.Done && recorded.Change.UndoUntil > now
                ? recorded with { State = ChangeState.Undoing, UndoneBy = by, LeaseUntil = until }
                : recorded));
        return await FindAsync(customer, changeUid, now);
    }

    public async ValueTask<Change?> UndoNextAsync(
        CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation)
    {
        var wasUndoing = false;
        store.Write(customer, holdings =>
        {
            if (holdings.Changes.Find(recorded => recorded.Change.Uid == changeUid) is not { State: ChangeState.Undoing } recorded)
            {
                return holdings;
            }

            wasUndoing = true;
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
        return await FindAsync(customer, changeUid, wasUndoing ? DateTimeOffset.UnixEpoch : now);
    }

    public ValueTask<UndoLease?> LeaseUndoAsync(DateTimeOffset now, DateTimeOffset until)
    {
        var next = store.Customers
            .SelectMany(customer => store.Of(customer).Changes, (customer, recorded) => (customer, recorded))
            .Where(one => one.recorded.State == ChangeState.Undoing && one.recorded.LeaseUntil <= now)
            .OrderBy(one => one.recorded.LeaseUntil).FirstOrDefault();
        if (next.recorded is null)
        {
            return ValueTask.FromResult<UndoLease?>(null);
        }

        store.Write(next.customer, holdings => Replace(holdings, next.recorded.Change.Uid, recorded => recorded with { LeaseUntil = until }));
        return ValueTask.FromResult<UndoLease?>(new UndoLease(next.customer, next.recorded.Change.Uid));
    }

    /// <summary>Forgets changes past their time.</summary>
    public void Forget(DateTimeOffset now)
    {
        foreach (var customer in store.Customers)
        {
            store.Write(customer, holdings => holdings with
            {
                Changes = holdings.Changes.RemoveAll(recorded => recorded.Change.UndoUntil <= now && recorded.State != ChangeState.Undoing),
            });
        }
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
                holdings = holdings with { Contacts = holdings.Contacts.Remove(phone), RestoredAt = holdings.RestoredAt.Remove(phone) };
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
            memberships = memberships.Add((of, phone), DateTimeOffset.FromUnixTimeMilliseconds(linkedAt));
            last = entry.Deletes && DateTimeOffset.FromUnixTimeMilliseconds(linkedAt) is var link && link > last ? link : last;
        }

        return holdings with { Memberships = memberships, RestoredAt = holdings.RestoredAt.SetItem(phone, now > last ? now : last.AddMilliseconds(1)) };
    }

    /// <summary>A contact that anything happened to since stays as it is.</summary>
    private static KeptReason? WhyKept(Holdings holdings, BookId book, DateTimeOffset at, RecordedEntry entry)
    {
        if (entry.Deletes)
        {
            return holdings.Contacts.ContainsKey(entry.After.Phone) ? KeptReason.Replaced : null;
        }

        if (Now(holdings, entry.After) is not { } now)
        {
            return KeptReason.Deleted;
        }

        if (entry.Ended.Any(membership => holdings.Memberships.ContainsKey((membership.Book, now.Phone))))
        {
            return KeptReason.Linked;
        }

        if (entry.Ended.Count > 0)
        {
            return entry.Links && holdings.Memberships.GetValueOrDefault((book, now.Phone)) != at ? KeptReason.Unlinked : null;
        }

        if (now.UpdatedAt != entry.After.UpdatedAt)
        {
            return KeptReason.Edited;
        }

        if (entry.Links && (!holdings.Memberships.TryGetValue((book, now.Phone), out var linkedAt) || linkedAt != at))
        {
            return KeptReason.Unlinked;
        }

        var books = holdings.Memberships.Keys.Count(membership => membership.Phone == now.Phone);
        return entry.Before is null && books > 1 ? KeptReason.Linked
            : entry is { Before: not null, Links: true } && books == 1 ? KeptReason.LastBook
            : null;
    }

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

    private async ValueTask<Change> ShownAsync(CustomerId customer, RecordedChange recorded) => new()
    {
        Uid = recorded.Change.Uid,
        Kind = recorded.Change.Kind,
        BookUid = store.Of(customer).FindBook(recorded.Book)?.Uid,
        By = await AuthorOfAsync(customer, recorded.Change.By),
        FileName = recorded.Change.FileName,
        Counts = recorded.Counts,
        State = recorded.State,
        CreatedAt = recorded.CreatedAt,
        UndoUntil = recorded.Change.UndoUntil,
        UndoneBy = recorded.UndoneBy is { } by ? await AuthorOfAsync(customer, by) : null,
        UndoneAt = recorded.UndoneAt,
        Undone = recorded.Undone,
    };

    private async ValueTask<Author> AuthorOfAsync(CustomerId customer, Actor actor)
    {
        var token = (await store.Directory.ListTokensAsync(customer)).FirstOrDefault(token => token.Uid == actor.TokenUid);
        var user = (await store.Directory.ListUsersAsync(customer)).FirstOrDefault(user => user.Uid == (actor.UserUid ?? token?.UserUid));
        return new Author(actor.TokenUid, token?.Name, user?.Uid, user?.Name);
    }
}
