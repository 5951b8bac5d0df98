using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Reliability;

/// <summary>Two nodes over one PostgreSQL, started at once over an empty database, and a customer with a book.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly Node[] _nodes;
    private readonly HttpClient _http;

    private TwoNodes(Node[] nodes, Account account)
    {
        _nodes = nodes;
        _http = nodes[0].Connect();
        Account = account;
        Caller = new Caller(_http, account);
    }

    public Account Account { get; }

    /// <summary>A client of the first node.</summary>
    public Caller Caller { get; }

    public string Book { get; private set; } = "";

    public Node this[int index] => _nodes[index];

    public IReadOnlyList<Uri> Addresses => [.. _nodes.Select(node => node.Address)];

    /// <summary>What both have written.</summary>
    public string Output => string.Concat(_nodes.Select(node => node.Output));

    /// <summary>Starts them; both are ready when this returns.</summary>
    /// <param name="connection">How they come to PostgreSQL.</param>
    /// <param name="drainSeconds">How long each goes on serving when it is asked to stop.</param>
    public static async Task<TwoNodes> StartAsync(string connection, int drainSeconds = 0)
    {
        var nodes = await Task.WhenAll(Node.StartAsync(connection, drainSeconds), Node.StartAsync(connection, drainSeconds));
        await using var store = await PostgresStore.OpenAsync(connection);
        var both = new TwoNodes(nodes, await Account.CreateAsync(store.Directory, "Customer"));
        both.Book = await both.Caller.NewBookAsync();
        return both;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }
}
