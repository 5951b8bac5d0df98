using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Reliability;

/// <summary>What the real program is started over; see the first project's class of this name. Here it is PostgreSQL.</summary>
internal sealed class ServedStore : IAsyncDisposable
{
    private readonly FreshDatabase _database;

    private ServedStore(FreshDatabase database) => _database = database;

    /// <summary>Whether several servers may be over it at once.</summary>
    public static bool IsOfManyNodes => true;

    /// <summary>One with nothing in it. Disposing of it leaves nothing behind.</summary>
    public static async Task<ServedStore> MakeAsync() => new(await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync());

    /// <summary>The options that name it to a command.</summary>
    public IReadOnlyList<string> Options => ["--postgres", _database.ConnectionString];

    /// <summary>The store itself, beside whatever else has it open.</summary>
    public async Task<IStore> OpenAsync() => await PostgresStore.OpenAsync(_database.ConnectionString);

    /// <summary>A server over it. The connection tells all it can of errors, as an operator in need may set it.</summary>
    public Task<ServeProcess> ServeAsync(IReadOnlyDictionary<string, string> environment) =>
        ServeProcess.StartAsync(["--postgres", _database.ConnectionString + ";Include Error Detail=true"], environment);

    /// <summary>Makes a customer, whether or not a server has it open.</summary>
    public async Task<Account> NewAccountAsync(string name = "Customer")
    {
        await using var store = await PostgresStore.OpenAsync(_database.ConnectionString);
        return await Account.CreateAsync(store.Directory, name);
    }

    /// <summary>Does to the database what no server does.</summary>
    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    /// <summary>All columns of all contacts, memberships and books, but for the revision and those that only serve the search.</summary>
    public Task<string> StateAsync() => _database.ScalarAsync<string>(
        """
        select string_agg(line, chr(10) order by line) from (
          select 'contact ' || row(customer_id, contact_uid, phone, display_name, first_name, last_name, email, company_name, custom_fields, created_at, updated_at, books)::text
          from contacts
          union all select 'membership ' || m::text from memberships m
          union all select 'book ' || row(customer_id, book_id, book_uid, name, description, color, status, contact_count, created_at, updated_at)::text from books) all_of (line)
        """);

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
