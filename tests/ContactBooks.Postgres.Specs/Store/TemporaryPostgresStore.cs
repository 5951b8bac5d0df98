using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Store.Postgres;

/// <summary>A clean PostgreSQL store in a database of its own on the shared server, which goes with it.</summary>
internal sealed class TemporaryPostgresStore : IStore
{
    // Migrated once: copying a database is quicker than making its schema anew.
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    // A contact's books stand in its row and as memberships.
    private const string Disagreements =
        """
        select count(*) from (
          select customer_id, contact_uid, books[2 * i - 1] as book_id, books[2 * i] as linked_at from contacts, generate_series(1, cardinality(books) / 2) i) c
        full join memberships m using (customer_id, contact_uid, book_id, linked_at)
        where c.* is null or m.* is null
        """;

    private readonly PostgresStore _store;
    private readonly IAsyncDisposable? _between;
    private readonly List<PostgresStore> _others = [];

    private TemporaryPostgresStore(FreshDatabase database, PostgresStore store, IAsyncDisposable? between)
    {
        Database = database;
        _store = store;
        _between = between;
    }

    public FreshDatabase Database { get; }

    public IDirectory Directory => _store.Directory;

    public IBookStore Books => _store.Books;

    public IContactStore Contacts => _store.Contacts;

    public IKeyStore Keys => _store.Keys;

    public ILimitStore Limits => _store.Limits;

    public IImportStore Imports => _store.Imports;

    public ISuppressionStore Suppressions => _store.Suppressions;

    public ICustomFieldStore CustomFields => _store.CustomFields;

    public IHistoryStore History => _store.History;

    public IStatisticsStore Statistics => _store.Statistics;

    public IAccountStore Accounts => _store.Accounts;

    public ISessionStore Sessions => _store.Sessions;

    public IPasskeyStore Passkeys => _store.Passkeys;

    public IKeyRingStore KeyRing => _store.KeyRing;

    public int WaitingWrites => _store.WaitingWrites;

    public static async Task<TemporaryPostgresStore> OpenAsync()
    {
        var database = await NewDatabaseAsync();
        return new TemporaryPostgresStore(database, await PostgresStore.OpenAsync(database.ConnectionString), null);
    }

    /// <summary>One that is reached through a proxy.</summary>
    public static async Task<TemporaryPostgresStore> OpenThroughAsync(CuttingProxy proxy)
    {
        var database = await NewDatabaseAsync();
        return new TemporaryPostgresStore(database, await PostgresStore.OpenAsync(proxy.ConnectionString(database.Name)), proxy);
    }

    /// <summary>One that is reached through PgBouncer, with what an operator has to set for it.</summary>
    public static async Task<TemporaryPostgresStore> OpenThroughAsync(PgBouncer bouncer)
    {
        var database = await NewDatabaseAsync();
        return new TemporaryPostgresStore(database, await PostgresStore.OpenAsync(bouncer.ConnectionString(database.Name) + ";Max Auto Prepare=0"), bouncer);
    }

    /// <summary>One more node over the same database; closed with this.</summary>
    public async Task<PostgresStore> OpenNodeAsync(PostgresOptions? options = null)
    {
        var node = await PostgresStore.OpenAsync(Database.ConnectionString, options);
        _others.Add(node);
        return node;
    }

    public ValueTask PingAsync(CancellationToken cancellation) => _store.PingAsync(cancellation);

    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) => _store.ReadStatusAsync(cancellation);

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation) => _store.MaintainAsync(now, cancellation);

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _others)
        {
            await node.DisposeAsync();
        }

        await _store.DisposeAsync();
        (await Database.ScalarAsync<long>(Disagreements)).Should().Be(0, "a contact's row and the memberships say the same");
        if (_between is not null)
            await _between.DisposeAsync();

        await Database.DisposeAsync();
    }

    private static async Task<FreshDatabase> NewDatabaseAsync() =>
        await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync(await Template.Value);

    private static async Task<string> MakeTemplateAsync()
    {
        var server = await SharedPostgres.ServerAsync();

        // Never dropped: it goes with the server.
        var database = await server.CreateDatabaseAsync();
        await (await PostgresStore.OpenAsync(database.ConnectionString)).DisposeAsync();

        // A database with a connection can't be copied.
        await server.ExecuteAsync($"alter database {database.Name} allow_connections false");
        await server.ExecuteAsync($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{database.Name}'");
        return database.Name;
    }
}
