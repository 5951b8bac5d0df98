using System.Text.Json;
using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Specs.Running;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Commands;

public sealed class PostgresDoctorSpecs
{
    private static readonly string[] AllChecks =
        ["configuration", "unicode", "host", "database", "encoding", "durability", "connections", "wal", "standbys", "citus", "clock"];

    [Fact]
    public async Task A_well_kept_server_is_found_so()
    {
        await using var server = await PostgresServer.StartNewAsync(new PostgresServerOptions { IsDurable = true, Settings = new Dictionary<string, string> { ["max_wal_size"] = "4GB" } });
        await using var database = await server.CreateDatabaseAsync();
        (await ContactBooksProcess.RunAsync(["customers", "create", "--name", "Acme", "--postgres", database.ConnectionString])).ShouldBeDone();

        var findings = (await DoctorAsync(database.ConnectionString)).ShouldBeDone().Json;

        findings.EnumerateArray().Select(one => one.GetProperty("check").GetString()).Should().Equal(AllChecks);
        findings.EnumerateArray().Select(one => one.GetProperty("status").GetString()).Should().AllBe("ok");
        Message(findings, "host").Should().Contain($"127.0.0.1:{server.Port} is the primary, PostgreSQL ");
        Message(findings, "database").Should().Contain("schema 11 of 11: 1 customer, 0 books");
        Message(findings, "connections").Should().Contain("197 are allowed").And.Contain("a node takes 32");
    }

    [Fact]
    public async Task Settings_that_can_lose_what_was_answered_are_told_with_what_to_do()
    {
        // The shared server is set up so, for speed.
        await using var database = await NewDatabaseAsync();
        await database.ExecuteAsync($"alter database {database.Name} set synchronous_commit = off");

        var ended = await DoctorAsync(database.ConnectionString);

        ended.ExitCode.Should().Be(1);
        var durability = ended.Json.EnumerateArray().Where(one => one.GetProperty("check").GetString() == "durability").ToList();
        durability.Select(one => one.GetProperty("status").GetString()).Should().Equal("fault", "warning", "fault");
        durability.Select(one => one.GetProperty("advice").GetString()!.Split(',')[0]).Should().Equal("Set fsync = on", "Set full_page_writes = on", "Set synchronous_commit = on");
        Status(ended.Json, "wal").Should().Be("warning");
    }

    [Fact]
    public async Task An_empty_database_is_a_warning_and_stays_empty()
    {
        await using var database = await NewDatabaseAsync();

        var findings = (await DoctorAsync(database.ConnectionString)).Json;

        Status(findings, "database").Should().Be("warning");
        Message(findings, "database").Should().Contain("is empty");
        (await database.ScalarAsync<long>("select count(*) from pg_class where relnamespace = 'public'::regnamespace")).Should().Be(0);
    }

    [Fact]
    public async Task A_role_that_may_not_make_tables_is_a_fault_before_it_fails()
    {
        await using var database = await NewDatabaseAsync();
        await database.ExecuteAsync("revoke create on schema public from public");
        await database.ExecuteAsync($"create role {database.Name}_guest login");
        var connection = database.ConnectionString.Replace("Username=postgres", $"Username={database.Name}_guest", StringComparison.Ordinal);

        var findings = (await DoctorAsync(connection)).Json;
        var serve = await ContactBooksProcess.RunAsync(["serve", "--urls", "http://127.0.0.1:0", "--postgres", connection]);
        await database.ExecuteAsync($"drop role {database.Name}_guest");

        Status(findings, "database").Should().Be("fault");
        Advice(findings, "database").Should().Contain("grant create on schema public");
        serve.ShouldBeRefused(69, "42501", "doctor");
    }

    [Fact]
    public async Task A_database_of_another_program_or_a_newer_version_is_a_fault()
    {
        await using var foreign = await NewDatabaseAsync();
        await using var newer = await NewDatabaseAsync();
        await foreign.ExecuteAsync("create table contacts (id integer)");
        await (await PostgresStore.OpenAsync(newer.ConnectionString)).DisposeAsync();
        await newer.ExecuteAsync("insert into contactbooks_schema values (99)");

        var runs = await Task.WhenAll(DoctorAsync(foreign.ConnectionString), DoctorAsync(newer.ConnectionString));

        runs.Should().AllSatisfy(run => Status(run.Json, "database").Should().Be("fault"));
        Message(runs[0].Json, "database").Should().Contain("another program");
        Message(runs[1].Json, "database").Should().Contain("newer version");
    }

    [Fact]
    public async Task A_database_that_can_not_hold_every_script_is_a_fault()
    {
        var server = await SharedPostgres.ServerAsync();
        await server.ExecuteAsync("create database latin encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'");

        var findings = (await DoctorAsync(server.ConnectionString("latin"))).Json;
        await server.DropDatabaseAsync("latin");

        Status(findings, "encoding").Should().Be("fault");
        Message(findings, "encoding").Should().Contain("LATIN1");
    }

    [Fact]
    public async Task A_limit_below_what_a_node_takes_is_a_warning()
    {
        await using var database = await NewDatabaseAsync();
        await database.ExecuteAsync($"alter database {database.Name} connection limit 10");

        var findings = (await DoctorAsync(database.ConnectionString)).Json;
        var smaller = (await DoctorAsync(database.ConnectionString + ";Maximum Pool Size=10")).Json;

        Status(findings, "connections").Should().Be("warning");
        Message(findings, "connections").Should().Contain("10 are allowed").And.Contain("takes 32");
        Status(smaller, "connections").Should().Be("ok");
    }

    [Fact]
    public async Task Of_several_hosts_each_is_told_and_one_primary_is_enough()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        var connection = pair.ConnectionString();

        var both = (await DoctorAsync(connection)).Json;
        await pair.KillPrimaryAsync();
        var withoutPrimary = await DoctorAsync(connection);
        await pair.PromoteAsync();
        var promoted = (await DoctorAsync(connection)).Json;

        Messages(both, "host").Should().HaveCount(2).And.Contain(host => host.Contains("is the primary")).And.Contain(host => host.Contains("is a standby"));
        Message(both, "standbys").Should().Be("1 connected standby, 1 synchronous.");
        Status(withoutPrimary.Json, "database").Should().Be("fault");
        Advice(withoutPrimary.Json, "database").Should().Contain("promote a standby");
        Messages(promoted, "host").Should().Contain(host => host.Contains("can't be used")).And.Contain(host => host.Contains("is the primary"));
        Status(promoted, "database").Should().Be("warning", "it is empty, and can be used");
    }

    [Fact]
    public async Task A_host_that_can_not_be_reached_is_a_fault_and_no_password_is_told()
    {
        var server = await SharedPostgres.ServerAsync();

        var runs = await Task.WhenAll(
            DoctorAsync("Host=127.0.0.1;Port=1;Password=geheim"),
            DoctorAsync(server.ConnectionString("none") + ";Password=geheim"),
            DoctorAsync("Host=127.0.0.1;Pasword=geheim"),
            DoctorAsync("Database=x;Password=geheim"));

        runs.Should().AllSatisfy(run =>
        {
            run.ExitCode.Should().Be(1);
            Status(run.Json, "database").Should().Be("fault");
            (run.Output + run.Errors).Should().NotContain("geheim");
        });
        Message(runs[0].Json, "database").Should().Contain("127.0.0.1:1: Connection refused");
        Message(runs[1].Json, "database").Should().Contain("database \"none\" does not exist (SQLSTATE 3D000)");
        Message(runs[2].Json, "database").Should().Contain("can't be read");
        Message(runs[3].Json, "database").Should().Contain("names no host");
    }

    [Fact]
    public void A_server_whose_clock_differs_is_a_warning()
    {
        var now = TimeProvider.System.GetUtcNow();

        ClockCheck.Look(now, null, TimeSpan.FromSeconds(1)).Health.Should().Be(Health.Ok);
        ClockCheck.Look(now, null, TimeSpan.FromSeconds(-30)).Health.Should().Be(Health.Warning);
        ClockCheck.Look(now, null, TimeSpan.FromHours(1)).Message.Should().Contain("3600 s");
    }

    private static async Task<FreshDatabase> NewDatabaseAsync() => await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();

    private static Task<Ended> DoctorAsync(string connection) => ContactBooksProcess.RunAsync(["doctor", "--json", "--postgres", connection]);

    private static List<string> Messages(JsonElement findings, string check) =>
        [.. findings.EnumerateArray().Where(one => one.GetProperty("check").GetString() == check).Select(one => one.GetProperty("message").GetString()!)];

    private static JsonElement Of(JsonElement findings, string check) =>
        findings.EnumerateArray().First(one => one.GetProperty("check").GetString() == check);

    private static string Status(JsonElement findings, string check) => Of(findings, check).GetProperty("status").GetString()!;

    private static string Message(JsonElement findings, string check) => Of(findings, check).GetProperty("message").GetString()!;

    private static string Advice(JsonElement findings, string check) => Of(findings, check).GetProperty("advice").GetString()!;
}
