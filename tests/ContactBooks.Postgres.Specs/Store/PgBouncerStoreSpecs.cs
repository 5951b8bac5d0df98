using ContactBooks.Core.Store;
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

public sealed class PgBouncerLimitSpecs : LimitContract
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
}
