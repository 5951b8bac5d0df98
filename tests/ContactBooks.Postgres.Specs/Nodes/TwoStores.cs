using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Nodes;

/// <summary>Specs of two nodes over one database: <see cref="StoreContract.Store"/> and another.</summary>
public abstract class TwoStores : StoreContract
{
    /// <summary>The other node.</summary>
    protected PostgresStore Other { get; private set; } = null!;

    private TemporaryPostgresStore Opened => (TemporaryPostgresStore)Store;

    protected override async ValueTask<IStore> OpenCleanAsync()
    {
        var store = await TemporaryPostgresStore.OpenAsync();
        Other = await store.OpenNodeAsync(Options);
        return store;
    }

    /// <summary>What the other node is started with.</summary>
    protected virtual PostgresOptions Options => new();

    /// <summary>Does to the database what no node does.</summary>
    protected Task ExecuteAsync(string sql) => Opened.Database.ExecuteAsync(sql);

    protected Task<T> ScalarAsync<T>(string sql) => Opened.Database.ScalarAsync<T>(sql);

    protected string ConnectionString => Opened.Database.ConnectionString;

    /// <summary>What a search on a node finds, page by page.</summary>
    protected static Task<List<Contact>> WalkOnAsync(IStore node, Core.Customers.CustomerId customer, Book book, string text, int limit = 1000) =>
        WalkByCursorAsync(limit, slice => node.Contacts.SearchAsync(customer, book.Id, Uploads.Query(text), slice, Cancellation));

    /// <summary>The last three digits of the phones that a search on a node finds, in order of the phones.</summary>
    protected async Task<IEnumerable<int>> FoundOnAsync(IStore node, string text, Book? book = null) =>
        (await WalkOnAsync(node, Customer, book ?? Book, text)).Select(contact => (int)(contact.Phone.Number % 1000)).Order();

    /// <summary>The contacts of a book, which a text that all of them have finds on both nodes, each once, and whose number is the book's count.</summary>
    protected async Task<IReadOnlyList<Contact>> FoundAsListedAsync(string text, Book book)
    {
        var listed = await ListAsync(book);
        (await CountAsync(book)).Should().Be(listed.Count);
        foreach (var node in new[] { Store, Other })
        {
            Shown.Of(await WalkOnAsync(node, Customer, book, text)).OrderBy(contact => contact.Phone)
                .Should().Equal(Shown.Of(listed).OrderBy(contact => contact.Phone));
        }

        return listed;
    }

    /// <summary>All of a node's housekeeping that there is to do.</summary>
    protected async Task TidyAsync(IStore node)
    {
        while (await node.MaintainAsync(Now, Cancellation))
        {
        }
    }
}
