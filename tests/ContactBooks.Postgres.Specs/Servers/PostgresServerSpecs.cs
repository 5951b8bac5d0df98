namespace ContactBooks.Specs.Servers;

public class PostgresServerSpecs
{
    [Fact]
    public async Task The_shared_server_answers()
    {
        var server = await SharedPostgres.ServerAsync();

        (await server.ScalarAsync<int>("select 6 * 7")).Should().Be(42);
        (await server.ScalarAsync<string>("show server_encoding")).Should().Be("UTF8");
        (await server.ScalarAsync<string>("select datcollate from pg_database where datname = 'postgres'")).Should().Be("C");
    }

    [Fact]
    public async Task A_fresh_database_has_what_its_template_has_and_is_gone_with_the_test()
    {
        var server = await SharedPostgres.ServerAsync();
        await using var template = await server.CreateDatabaseAsync();
        await template.ExecuteAsync("create table kept (n int); insert into kept values (7)");

        await using (var first = await server.CreateDatabaseAsync(template.Name))
        await using (var second = await server.CreateDatabaseAsync(template.Name))
        {
            await first.ExecuteAsync("update kept set n = 8");
            (await second.ScalarAsync<int>("select n from kept")).Should().Be(7, "databases don't see each other");

            await using var connected = await server.ConnectAsync(second.Name);
            await second.DisposeAsync();
            (await server.ScalarAsync<bool>($"select exists (select from pg_database where datname = '{second.Name}')")).Should().BeFalse();
        }
    }

    [Fact]
    public async Task An_immediate_restart_of_a_durable_server_loses_nothing_committed()
    {
        await using var server = await PostgresServer.StartNewAsync(new PostgresServerOptions { IsDurable = true });
        (await server.ScalarAsync<string>("show fsync")).Should().Be("on");
        await server.ExecuteAsync("create table kept (n int)");
        await server.ExecuteAsync("insert into kept select generate_series(1, 1000)");
        await using var open = await server.ConnectAsync();
        await using var transaction = await open.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new Npgsql.NpgsqlCommand("insert into kept values (0)", open, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        await server.RestartImmediatelyAsync();

        (await server.ScalarAsync<long>("select count(*) from kept where n > 0")).Should().Be(1000);
        (await server.ScalarAsync<long>("select count(*) from kept where n = 0")).Should().Be(0, "that was never committed");
        await FluentActions.Awaiting(() => command.ExecuteNonQueryAsync()).Should().ThrowAsync<Npgsql.NpgsqlException>();
    }

    [Fact]
    public async Task A_server_comes_back_on_its_port_after_a_stop_and_after_a_kill()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await server.ExecuteAsync("create table kept (n int)");
        await server.ExecuteAsync("insert into kept values (1)");

        await server.StopAsync();
        server.IsRunning.Should().BeFalse();
        await FluentActions.Awaiting(() => server.ConnectAsync()).Should().ThrowAsync<Npgsql.NpgsqlException>();
        await server.StartAsync();
        await server.ExecuteAsync("insert into kept values (2)");
        await server.KillAsync();
        server.IsRunning.Should().BeFalse();
        await server.StartAsync();

        (await server.ScalarAsync<long>("select count(*) from kept")).Should().Be(2);
        await using var database = await server.CreateDatabaseAsync();
        (await database.ScalarAsync<int>("select 1")).Should().Be(1);
    }

    [Fact]
    public async Task A_setting_is_as_asked_for()
    {
        await using var server = await PostgresServer.StartNewAsync(new PostgresServerOptions
        {
            MaxConnections = 17,
            SharedBuffers = "16MB",
            Settings = new Dictionary<string, string> { ["work_mem"] = "1MB" },
        });

        (await server.ScalarAsync<string>("show max_connections")).Should().Be("17");
        (await server.ScalarAsync<string>("show shared_buffers")).Should().Be("16MB");
        (await server.ScalarAsync<string>("show work_mem")).Should().Be("1MB");
    }

    [Fact]
    public async Task A_server_that_cant_start_says_what_it_wrote()
    {
        var options = new PostgresServerOptions { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } };

        (await FluentActions.Awaiting(() => PostgresServer.StartNewAsync(options)).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*no_such_setting*");
    }
}
