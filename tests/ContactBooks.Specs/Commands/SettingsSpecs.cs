using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Commands;

public sealed class SettingsSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Flags_win_over_the_environment_and_that_over_the_file()
    {
        await File.WriteAllTextAsync(
            _folder.At("appsettings.json"),
            """
            {
              // Comments and a last comma are fine.
              "ContactBooks": { "Data": "from-file", },
            }
            """,
            TestContext.Current.CancellationToken);

        (await CreateAsync()).ShouldBeDone();
        (await CreateAsync(environment: ("CONTACTBOOKS__DATA", "from-environment"))).ShouldBeDone();
        (await CreateAsync(["--data", "from-flag"], ("CONTACTBOOKS__DATA", "from-environment-2"))).ShouldBeDone();

        Directory.GetDirectories(_folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("from-file", "from-environment", "from-flag");
    }

    [Fact]
    public async Task The_default_is_a_folder_data_in_the_working_directory()
    {
        (await CreateAsync()).ShouldBeDone();

        File.Exists(_folder.At("data", "contactbooks.db")).Should().BeTrue();
    }

    [Fact]
    public async Task All_faults_are_told_at_once()
    {
        var ended = await RunAsync(
            ["serve", "--urls", "127.0.0.1:5091"],
            ("CONTACTBOOKS__PHONES__ACCEPT", "maybe"),
            ("CONTACTBOOKS__PHONES__DEFAULTCOUNTRYCODE", "999"),
            ("CONTACTBOOKS__MAXBODYBYTES", "8 MiB"),
            ("CONTACTBOOKS__MAXIMPORTBYTES", "1"),
            ("CONTACTBOOKS__UNDODAYS", "-1"),
            ("CONTACTBOOKS__LIMITS__PERCUSTOMER", "600"),
            ("CONTACTBOOKS__LIMITS__PERTOKEN", "0/1m"),
            ("CONTACTBOOKS__LOGLEVEL", "2"));

        ended.ShouldBeRefused(
            78, "ContactBooks:Urls", "http://127.0.0.1:5091", "Valid or Possible", "DEFAULTCOUNTRYCODE", "MaxBodyBytes", "MaxImportBytes", "UndoDays", "Information",
            "ContactBooks:Limits:PerCustomer", "LIMITS__PERTOKEN", "600/1m");
        ended.Errors.Split('\n').Should().HaveCount(9);
        Directory.Exists(_folder.At("data")).Should().BeFalse();
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_told_with_its_name_and_line()
    {
        await File.WriteAllTextAsync(_folder.At("appsettings.json"), "{\n\"ContactBooks\": {\n", TestContext.Current.CancellationToken);

        (await CreateAsync()).ShouldBeRefused(78, "appsettings.json", "LineNumber");
    }

    [Fact]
    public async Task A_postgres_connection_wins_over_a_data_folder_wherever_it_is_set()
    {
        // Nothing listens there: what was chosen shows by what is missed.
        const string Connection = "Host=127.0.0.1,localhost;Port=1;Username=books;Password=geheim;Database=contacts";
        await File.WriteAllTextAsync(
            _folder.At("appsettings.json"), $$$"""{"ContactBooks":{"Postgres":"{{{Connection}}}"}}""", TestContext.Current.CancellationToken);
        var fromFile = await CreateAsync(["--data", "d"]);
        File.Delete(_folder.At("appsettings.json"));

        var runs = await Task.WhenAll(
            CreateAsync(["--data", "d", "--postgres", Connection]),
            CreateAsync(["--data", "d"], ("CONTACTBOOKS__POSTGRES", Connection)),
            RunAsync(["serve", "--data", "d"], ("CONTACTBOOKS__POSTGRES", Connection)),
            CreateAsync(environment: ("CONTACTBOOKS__POSTGRES", "")));

        foreach (var refused in runs[..3].Prepend(fromFile))
        {
            refused.ShouldBeRefused(69, "PostgreSQL can't be reached").Errors.Should().NotContain("geheim");
        }

        Directory.Exists(_folder.At("d")).Should().BeFalse();
        runs[3].ShouldBeDone();
    }

    [Fact]
    public async Task A_connection_that_cannot_be_read_is_told_without_its_values() =>
        (await CreateAsync(["--postgres", "Host=db;Pasword=geheim"])).ShouldBeRefused(78, "connection string can't be read").Errors.Should().NotContain("geheim");

    [Fact]
    public async Task Backup_and_restore_of_a_postgres_database_tell_the_command_to_run()
    {
        const string Connection = "Host=db1,db2;Port=5433;Username=books;Password=geheim;Database=contacts";

        var backup = await RunAsync(["backup", "b.dump"], ("CONTACTBOOKS__POSTGRES", Connection));
        var restore = await RunAsync(["restore", "b.dump", "--postgres", Connection]);

        backup.ShouldBeRefused(78, "pg_dump --format=custom --file='b.dump' --host=db1 --port=5433 --username=books --dbname=contacts")
            .Errors.Should().NotContain("geheim");
        restore.ShouldBeRefused(78, "pg_restore --clean --if-exists").Errors.Should().Contain("'b.dump'").And.NotContain("geheim");
    }

    [Fact]
    public async Task A_blank_option_is_not_taken_for_the_default() =>
        (await CreateAsync(["--data", ""])).ShouldBeRefused(2, "--data needs a folder");

    private Task<Ended> CreateAsync(string[]? args = null, params (string Name, string Value)[] environment) =>
        RunAsync(["customers", "create", "--name", "Acme", .. args ?? []], environment);

    private Task<Ended> RunAsync(string[] args, params (string Name, string Value)[] environment) =>
        ContactBooksProcess.RunAsync(args, environment.ToDictionary(one => one.Name, one => one.Value), workingDirectory: _folder.Path);
}
