using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Commands;

public sealed class BackupSpecs : IDisposable
{
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task A_backup_is_one_file_that_says_what_it_holds()
    {
        var customer = await _operator.NewCustomerAsync();
        await _operator.NewAsync("uid", "books", "create", "--customer", customer, "--name", "A");

        var runs = await Task.WhenAll(_operator.RunAsync("backup", _operator.At("a.db"), "--json"), _operator.RunAsync("backup", _operator.At("b.db")));

        var result = runs[0].ShouldBeDone().Json;
        result.GetProperty("file").GetString().Should().Be(_operator.At("a.db"));
        result.GetProperty("bytes").GetInt64().Should().Be(new FileInfo(_operator.At("a.db")).Length);
        result.GetProperty("customers").GetInt64().Should().Be(1);
        result.GetProperty("contactBooks").GetInt64().Should().Be(1);
        result.GetProperty("contacts").GetInt64().Should().Be(0);
        runs[1].ShouldBeDone().Output.Should().Contain("1 customer, 1 book, 0 contacts");
        Directory.GetFiles(_operator.At()).Select(Path.GetFileName).Should().BeEquivalentTo("a.db", "b.db");
        JournalMode(_operator.At("a.db")).Should().Be("delete", "a copy must need no log beside it");
    }

    [Fact]
    public async Task A_file_that_is_there_is_kept_unless_forced()
    {
        await _operator.NewCustomerAsync();
        await File.WriteAllTextAsync(_operator.At("a.db"), "precious", TestContext.Current.CancellationToken);

        (await _operator.RunAsync("backup", _operator.At("a.db"))).ShouldBeRefused(1, "--force");
        (await File.ReadAllTextAsync(_operator.At("a.db"), TestContext.Current.CancellationToken)).Should().Be("precious");
        (await _operator.RunAsync("backup", _operator.At("a.db"), "--force")).ShouldBeDone();
        JournalMode(_operator.At("a.db")).Should().Be("delete");
    }

    [Fact]
    public async Task A_backup_is_never_written_over_the_database_itself()
    {
        await _operator.NewCustomerAsync();
        File.CreateSymbolicLink(_operator.At("link.db"), Database);

        var runs = await Task.WhenAll(
            _operator.RunAsync("backup", Database, "--force"),
            _operator.RunAsync("backup", Path.Combine(_operator.Data, "..", "data", SqliteStore.FileName), "--force"),
            _operator.RunAsync("backup", _operator.At("link.db"), "--force"),
            _operator.RunAsync("restore", Database));

        runs.Should().AllSatisfy(run => run.ShouldBeRefused(2, "own file"));
    }

    [Fact]
    public async Task What_can_not_be_backed_up_leaves_nothing_behind()
    {
        var missing = await _operator.RunAsync("backup", _operator.At("a.db"));
        Directory.CreateDirectory(_operator.Data);
        await File.WriteAllTextAsync(Database, new string('x', 5000), TestContext.Current.CancellationToken);
        var foreign = await _operator.RunAsync("backup", _operator.At("a.db"));
        var nowhere = await _operator.RunAsync("backup", _operator.At("none", "a.db"));
        var folder = await _operator.RunAsync("backup", _operator.At());

        missing.ShouldBeRefused(1, "no database");
        foreign.ShouldBeRefused(1, "not a database of Contact Books");
        nowhere.ShouldBeRefused(1, "no folder");
        folder.ShouldBeRefused(1, "is a folder");
        Directory.GetFiles(_operator.At()).Should().BeEmpty();
    }

    [Fact]
    public async Task A_restored_backup_is_what_it_was_and_what_was_there_is_kept()
    {
        var before = await _operator.NewCustomerAsync("Before");
        (await _operator.RunAsync("backup", _operator.At("a.db"))).ShouldBeDone();
        var after = await _operator.NewCustomerAsync("After");

        var restored = (await _operator.RunAsync("restore", _operator.At("a.db"), "--json")).ShouldBeDone();

        (await CustomersAsync()).Should().Equal(before);
        var kept = restored.Json.GetProperty("keptAs").GetString()!;
        kept.Should().StartWith(Database + ".before-restore-");
        restored.Errors.Should().Contain(kept);
        Directory.GetFiles(_operator.Data).Should().NotContain(file => file.EndsWith(".tmp", StringComparison.Ordinal));

        (await _operator.RunAsync("restore", kept)).ShouldBeDone().Output.Should().Contain("2 customers");
        (await CustomersAsync()).Should().Equal(before, after);
    }

    [Fact]
    public async Task A_backup_is_restored_where_there_was_nothing()
    {
        await _operator.NewCustomerAsync();
        (await _operator.RunAsync("backup", _operator.At("a.db"))).ShouldBeDone();
        Directory.Delete(_operator.Data, recursive: true);

        (await _operator.RunAsync("restore", _operator.At("a.db"))).ShouldBeDone().Errors.Should().BeEmpty();

        (await CustomersAsync()).Should().HaveCount(1);
    }

    [Fact]
    public async Task A_log_that_a_crash_left_is_kept_with_its_database_and_not_given_to_the_copy()
    {
        await _operator.NewCustomerAsync("Before");
        (await _operator.RunAsync("backup", _operator.At("a.db"))).ShouldBeDone();
        await using (var server = _operator.Serve())
        {
            await server.ListeningAsync();
            await _operator.NewCustomerAsync("In the log alone");
            server.Kill();
            await server.EndAsync();
        }

        File.Exists(Database + "-wal").Should().BeTrue("the test needs a log");
        (await _operator.RunAsync("restore", _operator.At("a.db"))).ShouldBeDone();

        (await CustomersAsync()).Should().HaveCount(1);
        var kept = Directory.GetFiles(_operator.Data).Single(file => file.Contains(".before-restore-", StringComparison.Ordinal));
        (await _operator.RunAsync("restore", kept)).ShouldBeDone().Output.Should().Contain("2 customers");
    }

    [Fact]
    public async Task A_database_that_is_damaged_beyond_opening_is_replaced_and_kept()
    {
        await _operator.NewCustomerAsync();
        (await _operator.RunAsync("backup", _operator.At("a.db"))).ShouldBeDone();
        await File.WriteAllTextAsync(Database, new string('x', 5000), TestContext.Current.CancellationToken);

        var restored = (await _operator.RunAsync("restore", _operator.At("a.db"), "--json")).ShouldBeDone();

        (await CustomersAsync()).Should().HaveCount(1);
        new FileInfo(restored.Json.GetProperty("keptAs").GetString()!).Length.Should().Be(5000);
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_nothing_is_changed()
    {
        var customer = await _operator.NewCustomerAsync();
        (await _operator.RunAsync("backup", _operator.At("newer.db"))).ShouldBeDone();
        File.Copy(_operator.At("newer.db"), _operator.At("other.db"));
        File.Copy(_operator.At("newer.db"), _operator.At("damaged.db"));
        Execute(_operator.At("newer.db"), "pragma user_version = 99");
        Execute(_operator.At("other.db"), "pragma application_id = 7");
        Damage(_operator.At("damaged.db"));
        await File.WriteAllTextAsync(_operator.At("text.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_operator.At("empty.db"), "", TestContext.Current.CancellationToken);

        // One after the other: each needs the folder for itself.
        (await RestoreAsync("newer.db")).ShouldBeRefused(1, "newer version", "Nothing was changed");
        (await RestoreAsync("other.db")).ShouldBeRefused(1, "not a database of Contact Books");
        (await RestoreAsync("text.db")).ShouldBeRefused(1, "not a database of Contact Books");
        (await RestoreAsync("empty.db")).ShouldBeRefused(1, "not a database of Contact Books");
        (await RestoreAsync("damaged.db")).ShouldBeRefused(1, "damaged");
        (await RestoreAsync("none.db")).ShouldBeRefused(1, "no file");

        (await CustomersAsync()).Should().Equal(customer);
        Directory.GetFiles(_operator.Data).Should().NotContain(file => file.Contains("restore", StringComparison.Ordinal) || file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    private string Database => Path.Combine(_operator.Data, SqliteStore.FileName);

    private Task<Running.Ended> RestoreAsync(string name) => _operator.RunAsync("restore", _operator.At(name));

    private async Task<IReadOnlyList<string>> CustomersAsync() =>
        [.. (await _operator.RunAsync("customers", "list", "--json")).ShouldBeDone().Json.EnumerateArray().Select(one => one.GetProperty("customerUid").GetString()!)];

    private static string JournalMode(string file) => (string)Execute(file, "pragma journal_mode")!;

    private static object? Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    // The header stays; every other page is nonsense.
    private static void Damage(string file)
    {
        using var stream = new FileStream(file, FileMode.Open);
        stream.Seek(4096, SeekOrigin.Begin);
        stream.Write(Enumerable.Repeat((byte)0x5A, (int)stream.Length - 4096).ToArray());
    }
}
