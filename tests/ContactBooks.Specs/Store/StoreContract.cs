using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Results;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>
/// What every engine must do. An engine passes by supplying a clean store and nothing else. Each spec begins with one
/// customer and one empty book; every write takes place a second after the one before, unless it says when.
/// </summary>
public abstract class StoreContract : IAsyncLifetime
{
    private const int MoreThanThereAre = 5000;

    private readonly List<IStore> _opened = [];

    protected static DateTimeOffset Beginning { get; } = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    protected IStore Store => _opened[0];

    protected CustomerId Customer { get; private set; }

    protected Book Book { get; private set; } = null!;

    /// <summary>When the last write took place.</summary>
    protected DateTimeOffset Now { get; set; } = Beginning;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _opened.Add(await OpenCleanAsync());
        Customer = await NewCustomerAsync();
        Book = await NewBookAsync("Retail Leads");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>A store with nothing in it. Disposing of it leaves nothing behind.</summary>
    protected abstract ValueTask<IStore> OpenCleanAsync();

    protected DateTimeOffset Later() => Now += TimeSpan.FromSeconds(1);

    protected async Task<CustomerId> NewCustomerAsync(Features features = Features.Contacts)
    {
        var now = Later();
        var customer = await Store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now), "Acme", new CallingCode(91), features, PublicUid.New(PublicUid.User, now), now);
        return customer.Id;
    }

    protected Task<Book> NewBookAsync(string name) => NewBookAsync(Customer, name);

    protected async Task<Book> NewBookAsync(CustomerId customer, string name, string? description = null, string? color = null)
    {
        var now = Later();
        var book = new NewBook(PublicUid.New(PublicUid.Book, now), name, description, color);
        var written = await Store.Books.CreateAsync(customer, book, now, null, Cancellation);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!;
    }

    protected Task<IReadOnlyList<StoredContact>> UploadAsync(params string[] rows) => UploadAsync(Customer, Book, rows);

    protected Task<IReadOnlyList<StoredContact>> UploadAsync(Book book, params string[] rows) => UploadAsync(Customer, book, rows);

    /// <summary>Uploads a second later; what became of each contact, by phone.</summary>
    protected async Task<IReadOnlyList<StoredContact>> UploadAsync(CustomerId customer, Book book, params string[] rows)
    {
        var now = Later();
        var written = await UploadAsync(customer, book.Id, Uploads.Of(now, rows), now);
        written.End.Should().Be(WriteEnd.Done);
        return written.Value!.Contacts;
    }

    protected ValueTask<Written<UploadOutcome>> UploadAsync(
        CustomerId customer, BookId book, UploadPlan plan, DateTimeOffset now, AnswerToKeep<UploadOutcome>? keep = null) =>
        Store.Contacts.UploadAsync(customer, book, plan, now, keep, Cancellation);

    /// <summary>The one contact of a phone, as its book shows it.</summary>
    protected async Task<Contact> ContactAsync(int n, Book? book = null) =>
        (await ListAsync(book ?? Book)).Should().ContainSingle(contact => contact.Phone == Uploads.Phone(n)).Subject;

    protected async Task<long> CountAsync(Book book) => (await Store.Books.FindAsync(Customer, book.Uid))!.ContactCount;

    protected Task<List<Contact>> ListAsync(Book? book = null) => ListAsync(Customer, book ?? Book);

    protected Task<List<Contact>> ListAsync(CustomerId customer, Book book) =>
        WalkByCursorAsync(1000, slice => Store.Contacts.ListAsync(customer, book.Id, slice));

    protected Task<List<Contact>> SearchAsync(string text, Book? book = null) =>
        WalkByCursorAsync(1000, slice => SearchAsync(Uploads.Query(text), book ?? Book, slice));

    protected ValueTask<Page<Contact, ContactCursor>> SearchAsync(SearchQuery query, Book book, Slice<ContactCursor> slice) =>
        Store.Contacts.SearchAsync(Customer, book.Id, query, slice, Cancellation);

    protected ValueTask<Page<Contact, ContactCursor>> ListSortedAsync(ContactSort sort, string? text, Slice<ContactCursor> slice) =>
        Store.Contacts.ListSortedAsync(
            Customer, Book.Id, sort, text is null ? null : Uploads.Query(text), slice.Limit, slice.After, Cancellation);

    /// <summary>The last three digits of the phones that a search finds, in order of the phones.</summary>
    protected async Task<IEnumerable<int>> FoundAsync(string text, Book? book = null) =>
        (await SearchAsync(text, book)).Select(contact => (int)(contact.Phone.Number % 1000)).Order();

    protected static Task<List<Contact>> WalkByCursorAsync(int limit, Func<Slice<ContactCursor>, ValueTask<Page<Contact, ContactCursor>>> read) =>
        WalkByCursorAsync<Contact, ContactCursor>(limit, read);

    protected static Task<List<Contact>> WalkByOffsetAsync(int limit, Func<Slice<ContactCursor>, ValueTask<Page<Contact, ContactCursor>>> read) =>
        WalkByOffsetAsync<Contact, ContactCursor>(limit, read);

    protected static async Task<List<T>> WalkByCursorAsync<T, TCursor>(int limit, Func<Slice<TCursor>, ValueTask<Page<T, TCursor>>> read)
        where TCursor : struct
    {
        var all = new List<T>();
        TCursor? after = null;
        do
        {
            var page = await read(new Slice<TCursor>(0, limit, after));
            page.Items.Count.Should().BeLessThanOrEqualTo(limit);
            if (page.Next is not null)
            {
                page.Items.Should().HaveCount(limit, "only the last page may be short");
            }

            all.AddRange(page.Items);
            all.Count.Should().BeLessThan(MoreThanThereAre, "a walk comes to an end");
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    protected static async Task<List<T>> WalkByOffsetAsync<T, TCursor>(int limit, Func<Slice<TCursor>, ValueTask<Page<T, TCursor>>> read)
        where TCursor : struct
    {
        var all = new List<T>();
        while (true)
        {
            var page = await read(new Slice<TCursor>(all.Count, limit, null));
            all.AddRange(page.Items);
            all.Count.Should().BeLessThan(MoreThanThereAre, "a walk comes to an end");
            if (page.Next is null)
            {
                return all;
            }
        }
    }
}
