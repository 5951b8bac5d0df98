using System.Net;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Store.Postgres;

// The store keeps the contract through a PgBouncer in transaction mode, which Debian has in version 1.18. What of it differs
// there: a connection is a session for a transaction only. Sixteen uploads at once go through its four connections.

public sealed class PgBouncerUploadSpecs : UploadContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await PgBouncerStoreSpecs.OpenAsync();
}

public sealed class PgBouncerKeySpecs : KeyContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await PgBouncerStoreSpecs.OpenAsync();
}

public sealed class PgBouncerConcurrencySpecs : ConcurrencyContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await PgBouncerStoreSpecs.OpenAsync();
}

/// <summary>
/// What an operator has to set for a PgBouncer before 1.21 in transaction mode: <c>Max Auto Prepare=0</c>, since a prepared
/// statement belongs to a session and the next transaction may be on another; and <c>No Reset On Close=true</c>, since there is no
/// session of ours to be reset: the driver's DISCARD ALL would be a transaction of its own at every use, on any connection.
/// </summary>
public class PgBouncerStoreSpecs
{
    internal static async Task<TemporaryPostgresStore> OpenAsync() =>
        await TemporaryPostgresStore.OpenThroughAsync(await PgBouncer.StartAsync(await SharedPostgres.ServerAsync(), poolSize: 4));

    [Fact]
    public async Task A_new_database_is_migrated_through_it_by_one_of_several_nodes()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(server, poolSize: 2);
        var connection = bouncer.ConnectionString(database.Name) + ";Max Auto Prepare=0";

        foreach (var node in await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresStore.OpenAsync(connection))))
        {
            (await node.Directory.ListCustomersAsync()).Should().BeEmpty();
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task With_prepared_statements_two_nodes_run_into_each_other()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(server, poolSize: 1);
        await using var one = await PostgresStore.OpenAsync(bouncer.ConnectionString(database.Name));
        await using var other = await PostgresStore.OpenAsync(bouncer.ConnectionString(database.Name));

        var ask = async () =>
        {
            for (var i = 0; i < 5; i++)
            {
                await one.Directory.ListCustomersAsync();
                await other.Directory.ListCustomersAsync();
            }
        };

        (await ask.Should().ThrowAsync<PostgresException>()).Which.SqlState.Should().BeOneOf(PostgresErrorCodes.DuplicatePreparedStatement, PostgresErrorCodes.InvalidSqlStatementName);
    }

    [Fact]
    public async Task A_server_behind_it_takes_uploads_searches_and_repeats_an_answer()
    {
        await using var store = await OpenAsync();
        await using var server = await RunningServer.StartAsync(_ => store);
        var account = await Account.CreateAsync(store.Directory, "Customer");
        var customer = (await store.Directory.FindCustomerAsync(account.CustomerUid))!;
        var api = new Api(server, account.Token) { Customer = customer, UserUid = account.UserUid, TokenUid = account.TokenUid };
        var book = await api.NewBookAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(50, n / 2 * 50)), ("Idempotency-Key", $"k{n / 2}"))));

        answers.Should().AllSatisfy(answer => answer.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(500);
        (await api.ContactsAsync(book, "?limit=1000&search=contact")).Should().HaveCount(500);
        (await api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(50)), ("Idempotency-Key", "k0"))).Succeeds("Contacts uploaded")
            .GetProperty("summary").GetProperty("created").GetInt32().Should().Be(50, "that is what it was the first time");
    }
}
