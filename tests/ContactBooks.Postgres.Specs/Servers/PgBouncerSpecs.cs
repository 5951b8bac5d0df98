using Npgsql;

namespace ContactBooks.Specs.Servers;

public class PgBouncerSpecs
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Clients_share_a_connection_of_the_server_transaction_by_transaction()
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(await SharedPostgres.ServerAsync(), poolSize: 1);
        await using var one = await ConnectAsync(bouncer, database);
        await using var other = await ConnectAsync(bouncer, database);

        // In session mode the second would wait for the first to leave.
        var backends = new[] { await BackendAsync(one), await BackendAsync(other), await BackendAsync(one) };

        backends.Distinct().Should().ContainSingle();
        backends[0].Should().NotBe(one.ProcessID, "PgBouncer answers for itself");
    }

    [Fact]
    public async Task An_open_transaction_keeps_its_connection_and_the_next_client_waits()
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(await SharedPostgres.ServerAsync(), poolSize: 1);
        await using var one = await ConnectAsync(bouncer, database);
        await using var other = await ConnectAsync(bouncer, database);
        await using var transaction = await one.BeginTransactionAsync(Cancellation);
        var backend = await BackendAsync(one);

        var waiting = BackendAsync(other);
        (await BackendAsync(one)).Should().Be(backend);
        waiting.IsCompleted.Should().BeFalse();
        await transaction.CommitAsync(Cancellation);

        (await waiting).Should().Be(backend);
    }

    [Fact]
    public async Task Many_clients_of_Npgsqls_pool_go_through_few_connections()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var database = await server.CreateDatabaseAsync();
        await using var bouncer = await PgBouncer.StartAsync(server, poolSize: 2);
        await using var source = NpgsqlDataSource.Create(bouncer.ConnectionString(database.Name));
        await database.ExecuteAsync("create table kept (n int)");

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Cancellation }, async (n, cancellation) =>
        {
            await using var insert = source.CreateCommand("insert into kept values ($1)");
            insert.Parameters.AddWithValue(n);
            await insert.ExecuteNonQueryAsync(cancellation);
        });

        (await database.ScalarAsync<long>("select count(*) from kept")).Should().Be(200);
        (await server.ScalarAsync<long>($"select count(*) from pg_stat_activity where datname = '{database.Name}'")).Should().BeInRange(1, 2);
    }

    private static async Task<NpgsqlConnection> ConnectAsync(PgBouncer bouncer, FreshDatabase database)
    {
        var connection = new NpgsqlConnection(bouncer.ConnectionString(database.Name) + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task<int> BackendAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        return (int)(await command.ExecuteScalarAsync(Cancellation))!;
    }
}
