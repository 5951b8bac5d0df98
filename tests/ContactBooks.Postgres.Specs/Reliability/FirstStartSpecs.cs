using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Reliability;

/// <summary>Several nodes are started at once over a database that has nothing yet.</summary>
public sealed class FirstStartSpecs
{
    private const int Nodes = 5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_all_found_the_database_empty_make_the_tables_once()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var first = await server.ConnectAsync(database.Name);
        await using var transaction = await first.BeginTransactionAsync(Cancellation);

        // Whoever migrates holds this lock; while it is held here, each comes as far as waiting for it.
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock(x'636F6E7461637473'::bigint)", first);
        await take.ExecuteNonQueryAsync(Cancellation);
        var opening = Enumerable.Range(0, Nodes).Select(_ => PostgresStore.OpenAsync(database.ConnectionString)).ToArray();
        await server.WaitUntilAsync($"select count(*) = {Nodes} from pg_stat_activity where datname = '{database.Name}' and wait_event = 'advisory'");
        await transaction.RollbackAsync(Cancellation);

        foreach (var store in await Task.WhenAll(opening))
        {
            await store.PingAsync(Cancellation);
            await store.DisposeAsync();
        }
    }
}
