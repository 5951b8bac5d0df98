using ContactBooks.Specs.Migration;
using ContactBooks.Specs.Running;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Migration;
using ContactBooks.Storage.Postgres;
using ContactBooks.Storage.Sqlite;
using Npgsql;

namespace ContactBooks.Specs.Commands;

public sealed class MigrateStoreSpecs : IAsyncLifetime
{
    private LivedInStore _lived = null!;
    private FreshDatabase _database = null!;

    private string Connection => _database.ConnectionString + ";Password=geheim";

    public async ValueTask InitializeAsync()
    {
        _lived = await LivedInStore.MakeAsync();
        _database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _lived.Dispose();
    }

    [Fact]
    public async Task It_says_what_it_moved_and_what_to_do_next()
    {
        var ended = (await MoveAsync()).ShouldBeDone();

        ended.Output.TrimEnd().Should().Be(
            $"Moved {_lived.Folder} to PostgreSQL: 3 customers, 7 users, 15 tokens, 6 books, 2,014 contacts (2,214 memberships), 2 idempotency keys.");
        ended.Errors.Should().StartWith("Next:", "there is no progress in a pipe").And.ContainAll("CONTACTBOOKS__POSTGRES", "contactbooks serve", _lived.Folder, "backup");
        (ended.Output + ended.Errors).Should().NotContain("geheim");
    }

    [Fact]
    public async Task The_result_is_json_if_asked_for_and_the_connection_may_come_from_the_environment()
    {
        var ended = await ContactBooksProcess.RunAsync(
            ["migrate-store", "--json", "--data", _lived.Folder], new Dictionary<string, string> { ["CONTACTBOOKS__POSTGRES"] = Connection });

        var json = ended.ShouldBeDone().Json;
        json.GetProperty("customers").GetInt64().Should().Be(3);
        json.GetProperty("contacts").GetInt64().Should().Be(2014);
        json.GetProperty("idempotencyKeys").GetInt64().Should().Be(2);
    }

    [Fact]
    public async Task A_server_over_what_was_moved_takes_the_tokens_of_before()
    {
        (await MoveAsync()).ShouldBeDone();
        await using var server = ContactBooksProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--postgres", Connection]);
        using var http = new HttpClient { BaseAddress = await server.ListeningAsync() };
        http.DefaultRequestHeaders.Authorization = new("Bearer", _lived.Secrets[0]);

        var books = await http.GetStringAsync("/api/v2/contact-books", TestContext.Current.CancellationToken);

        books.Should().Contain("Old leads").And.Contain("बिना किसी के");
        server.Terminate();
        (await server.EndAsync()).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Killed_in_the_middle_it_leaves_the_target_empty_and_a_second_run_does_it()
    {
        await (await PostgresStore.OpenAsync(_database.ConnectionString)).DisposeAsync();
        await using (var other = new NpgsqlConnection(_database.ConnectionString + ";Pooling=false"))
        {
            // It comes as far as the memberships, all contacts copied, and waits there.
            await other.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var take = new NpgsqlCommand("lock table memberships in exclusive mode", other);
            await take.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            await using var first = ContactBooksProcess.Start(["migrate-store", "--data", _lived.Folder, "--postgres", Connection]);
            await (await SharedPostgres.ServerAsync()).WaitUntilAsync(
                $"select exists (select from pg_stat_activity where datname = '{_database.Name}' and wait_event_type = 'Lock' and query like 'copy memberships%')");
            first.Kill();
            await first.EndAsync();
        }

        foreach (var table in MigratedTable.All)
        {
            (await _database.ScalarAsync<long>(table.Count)).Should().Be(0, table.Name);
        }

        (await MoveAsync()).ShouldBeDone().Output.Should().Contain("2,014 contacts");
    }

    [Fact]
    public async Task A_target_with_customers_is_refused()
    {
        (await MoveAsync()).ShouldBeDone();

        (await MoveAsync()).ShouldBeRefused(78, "has customers already", "createdb", "Nothing was changed");
    }

    [Fact]
    public async Task A_folder_that_a_server_runs_on_is_refused()
    {
        await using var server = ContactBooksProcess.Start(["serve", "--urls", "http://127.0.0.1:0", "--data", _lived.Folder]);
        await server.ListeningAsync();

        (await MoveAsync()).ShouldBeRefused(69, "A server", "Stop it first");
    }

    [Fact]
    public async Task No_server_starts_on_the_folder_meanwhile()
    {
        using var held = DataFolderLock.Take(_lived.Folder);

        (await MoveAsync()).ShouldBeRefused(69, "is using the data folder");
    }

    [Fact]
    public async Task Both_stores_must_be_named()
    {
        var runs = await Task.WhenAll(
            ContactBooksProcess.RunAsync(["migrate-store", "--data", _lived.Folder]),
            ContactBooksProcess.RunAsync(["migrate-store", "--postgres", Connection], new Dictionary<string, string> { ["CONTACTBOOKS__DATA"] = _lived.Folder }));

        runs[0].ShouldBeRefused(2, "--postgres is needed");
        runs[1].ShouldBeRefused(2, "--data is needed");
    }

    [Fact]
    public async Task What_can_not_be_read_or_reached_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At(SqliteStore.FileName), new string('x', 5000), TestContext.Current.CancellationToken);
        using var newer = await LivedInStore.MakeAsync();
        LivedInStore.Execute(newer.Database, "pragma user_version = 99");

        (await RunAsync(folder.At("none"), Connection)).ShouldBeRefused(1, "no database");
        (await RunAsync(folder.Path, Connection)).ShouldBeRefused(78, "not a database of Contact Books");
        (await RunAsync(newer.Folder, Connection)).ShouldBeRefused(78, "newer version");
        (await RunAsync(_lived.Folder, "Host=127.0.0.1;Port=1;Password=geheim")).ShouldBeRefused(69, "can't be reached", "Nothing was written").Errors.Should().NotContain("geheim");
        (await RunAsync(_lived.Folder, "nonsense")).ShouldBeRefused(78, "can't be read");
        (await _database.ScalarAsync<bool>("select to_regclass('customers') is null")).Should().BeTrue();
    }

    private Task<Ended> MoveAsync() => RunAsync(_lived.Folder, Connection);

    private static Task<Ended> RunAsync(string folder, string connection) =>
        ContactBooksProcess.RunAsync(["migrate-store", "--data", folder, "--postgres", connection]);
}
