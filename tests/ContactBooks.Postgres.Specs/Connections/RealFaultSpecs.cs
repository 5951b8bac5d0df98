using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Connections;

/// <summary>Errors that a real server gives, and what comes of them.</summary>
public class RealFaultSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_database_that_is_not_there_is_told_by_its_SQLSTATE()
    {
        var server = await SharedPostgres.ServerAsync();

        (await FaultAsync(server.ConnectionString("nowhere"))).Message.Should().Contain("3D000");
    }

    [Fact]
    public async Task A_wrong_password_is_told_by_its_SQLSTATE_and_the_password_is_not()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.ExecuteAsync("alter role postgres password 'right'");
        await File.WriteAllTextAsync(Path.Combine(server.DataFolder, "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n", TestContext.Current.CancellationToken);
        await server.ExecuteAsync("select pg_reload_conf()");
        while (await ConnectsAsync(server.ConnectionString()))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (await FaultAsync(server.ConnectionString() + ";Password=canary")).Message.Should().Contain("28P01").And.NotContain("canary");
        await using var store = await PostgresStore.OpenAsync(server.ConnectionString() + ";Password=right");
    }

    [Fact]
    public async Task Too_many_connections_are_told_at_once_and_work_goes_on_when_there_is_room()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var store = await TemporaryPostgresStore.OpenAsync();
        var database = store.Database;
        await server.ExecuteAsync($"create role few login connection limit 1; grant all on all tables in schema public to few", database.Name);
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = "few", Pooling = false };
        await using var node = await PostgresStore.OpenAsync(settings.ConnectionString);

        // A session ends a moment after its connection.
        await server.WaitUntilAsync($"select not exists (select from pg_stat_activity where datname = '{database.Name}' and usename = 'few')");
        await using (var taken = new NpgsqlConnection(settings.ConnectionString))
        {
            await taken.OpenAsync(TestContext.Current.CancellationToken);

            (await IsRefusedAsync(() => node.Directory.ListCustomersAsync())).Message.Should().Contain("53300");
        }

        // That one, too, so that whoever gets in first has the answer.
        IReadOnlyList<Customer>? customers;
        while ((customers = await CustomersUnlessRefusedAsync(node)) is null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        customers.Should().BeEmpty();
    }

    [Fact]
    public async Task A_session_that_the_server_ended_for_its_idleness_is_made_anew_and_nobody_notices()
    {
        await using var store = await TemporaryPostgresStore.OpenAsync();
        await using var node = await PostgresStore.OpenAsync(store.Database.ConnectionString + ";Application Name=idle;Options=-c idle_session_timeout=200ms");
        for (var round = 0; round < 3; round++)
        {
            await (await SharedPostgres.ServerAsync()).WaitUntilAsync(
                $"select not exists (select from pg_stat_activity where datname = '{store.Database.Name}' and application_name = 'idle')");
            await node.Directory.CreateCustomerAsync($"cus_{round}", "Acme", null, Features.Contacts, $"usr_{round}", Now);
        }

        (await node.Directory.ListCustomersAsync()).Should().HaveCount(3);
    }

    private static async Task<IReadOnlyList<Customer>?> CustomersUnlessRefusedAsync(PostgresStore node)
    {
        try
        {
            return await node.Directory.ListCustomersAsync();
        }
        catch (StoreFaultException)
        {
            return null;
        }
    }

    private static async Task<bool> ConnectsAsync(string connectionString)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task<StoreFaultException> FaultAsync(string connectionString)
    {
        var fault = (await FluentActions.Awaiting(() => PostgresStore.OpenAsync(connectionString)).Should().ThrowAsync<StoreFaultException>()).Which;
        fault.Kind.Should().Be(StoreFaultKind.Unavailable);
        return fault;
    }

    private static async Task<StoreFaultException> IsRefusedAsync<T>(Func<ValueTask<T>> work) =>
        (await work.Invoking(async one => await one()).Should().ThrowAsync<StoreFaultException>()).Which;
}
