using System.Globalization;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Uploads that are recorded, and undone again.</summary>
public abstract class RecordedStoreContract : StoreContract
{
    protected static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(5);

    protected IHistoryStore History => Store.History;

    protected DateTimeOffset Until => Now + LeaseTime;

    /// <summary>As what an upload is recorded that takes place now.</summary>
    protected NewChange NewUpload() => new(PublicUid.New(PublicUid.Upload, Now), ChangeKind.Upload, default, null, Now.AddDays(30));

    /// <summary>Uploads a second later and has it recorded; the change.</summary>
    protected Task<Change> RecordAsync(params string[] rows) => RecordAsync(Book, rows);

    protected async Task<Change> RecordAsync(Book book, params string[] rows)
    {
        Later();
        var uid = await RecordAsync(book, NewUpload(), rows);
        return (await History.FindAsync(Customer, uid!, Now))!;
    }

    /// <summary>Uploads now under a change; its identifier if anything changed.</summary>
    protected async Task<string?> RecordAsync(Book book, NewChange change, params string[] rows)
    {
        var written = await UploadAsync(Customer, book.Id, Uploads.Of(Now, rows) with { Change = change }, Now);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!.ChangeUid;
    }

    /// <summary>Puts an import into the queue a second later; as what its batches are recorded.</summary>
    protected async Task<NewChange> NewImportAsync()
    {
        var now = Later();
        var change = new NewChange(PublicUid.New(PublicUid.Import, now), ChangeKind.Import, default, "leads.csv", now.AddDays(30));
        var written = await Store.Imports.CreateAsync(Customer, Book.Id, new NewImport(change.Uid, "leads.csv", 1, default) { Change = change }, now, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return change;
    }

    /// <summary>Does a batch of an import a second later: contacts get a name.</summary>
    protected async Task BatchAsync(NewChange import, string name, params int[] contacts)
    {
        Later();
        await RecordAsync(Book, import, [.. contacts.Select(n => Uploads.Row(n, $"\"displayName\":\"{name}\""))]);
    }

    /// <summary>Undoes a change a second later, all of it; the change after that.</summary>
    protected Task<Change> UndoAsync(Change change) => UndoAsync(change.Uid);

    protected async Task<Change> UndoAsync(string changeUid)
    {
        var now = Later();
        var change = await History.BeginUndoAsync(Customer, changeUid, default, now, Until);
        while (change is { State: ChangeState.Undoing })
        {
            change = await History.ContinueAsync(Customer, changeUid, now, Until, Cancellation);
        }

        return change!;
    }

    protected Task<List<KeptContact>> KeptAsync(Change change, int limit = 1000) =>
        WalkByCursorAsync<KeptContact, KeptCursor>(limit, slice => History.ListKeptAsync(Customer, change.Uid, slice));

    /// <summary>All that can be seen of the customer: its books and how many contacts they count, their contacts, and since when each is in them.</summary>
    protected async Task<List<string>> StateAsync()
    {
        var state = new List<string>();
        foreach (var book in (await Store.Books.ListAsync(Customer, default, new Slice<BookCursor>(0, 1000, null))).Items)
        {
            state.Add(book.ToString());
            ContactCursor? after = null;
            do
            {
                // One at a time: the place of each tells since when it is in the book.
                var page = await Store.Contacts.ListAsync(Customer, book.Id, new Slice<ContactCursor>(0, 1, after));
                after = page.Next;
                state.AddRange(page.Items.Select(contact => string.Create(
                    CultureInfo.InvariantCulture, $"{book.Uid} {after?.Major} {Shown.Of(contact)} {contact.UpdatedAt:O} {contact.CreatedAt:O}")));
            }
            while (after is not null);
        }

        return state;
    }

    protected async Task<IEnumerable<Contact>> EverySearchAsync(Book book, string text, int limit) =>
        await WalkByCursorAsync(limit, slice => SearchAsync(Uploads.Query(text), book, slice));
}
