using System.Text.Json;
using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Specs.Running;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Commands;

public sealed class DoctorSpecs : IDisposable
{
    private static readonly string[] AllChecks = ["configuration", "unicode", "sqlite", "data folder", "disk", "database", "server", "clock"];
    private readonly Operator _operator = new();

    public void Dispose() => _operator.Dispose();

    [Fact]
    public async Task A_healthy_folder_is_found_so()
    {
        await _operator.NewCustomerAsync();

        var runs = await Task.WhenAll(_operator.RunAsync("doctor", "--json"), _operator.RunAsync("doctor"));

        var findings = runs[0].ShouldBeDone().Json;
        findings.EnumerateArray().Select(one => one.GetProperty("check").GetString()).Should().Equal(AllChecks);
        Status(findings, "database").Should().Be("ok");
        Message(findings, "database").Should().Contain("Schema 11 of 11").And.Contain("1 customer");
        Message(findings, "server").Should().Contain("No server");
        runs[1].ShouldBeDone().Output.TrimEnd().Split('\n').Should().HaveCount(AllChecks.Length).And.OnlyContain(line => line.StartsWith("ok ", StringComparison.Ordinal) || line.StartsWith("warning ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_there_is_no_database_none_is_made()
    {
        var findings = (await _operator.RunAsync("doctor", "--json")).ShouldBeDone().Json;
        Directory.Exists(_operator.Data).Should().BeFalse();
        Directory.CreateDirectory(_operator.Data);
        (await _operator.RunAsync("doctor")).ShouldBeDone();

        Status(findings, "data folder").Should().Be("warning");
        Status(findings, "database").Should().Be("warning");
        Directory.GetFileSystemEntries(_operator.Data).Should().BeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_ours_is_a_fault()
    {
        Directory.CreateDirectory(_operator.Data);
        await File.WriteAllTextAsync(Path.Combine(_operator.Data, SqliteStore.FileName), new string('x', 5000), TestContext.Current.CancellationToken);

        var ended = await _operator.RunAsync("doctor", "--json");

        ended.ExitCode.Should().Be(1);
        Status(ended.Json, "database").Should().Be("fault");
        Message(ended.Json, "database").Should().Contain("not a database of Contact Books");
    }

    [Fact]
    public async Task A_folder_that_can_not_be_is_a_fault()
    {
        await File.WriteAllTextAsync(_operator.At("data"), "a file", TestContext.Current.CancellationToken);

        var ended = await _operator.RunAsync("doctor", "--json");

        ended.ExitCode.Should().Be(1);
        Status(ended.Json, "data folder").Should().Be("fault");
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_faults_and_unknown_ones_warnings()
    {
        var ended = await ContactBooksProcess.RunAsync(
            ["doctor", "--json", "--data", _operator.Data],
            new Dictionary<string, string> { ["CONTACTBOOKS__LOGLEVEL"] = "loud", ["CONTACTBOOKS__PHONES__ACEPT"] = "Valid" });

        ended.ExitCode.Should().Be(1);
        var configuration = ended.Json.EnumerateArray().Where(one => one.GetProperty("check").GetString() == "configuration").ToList();
        configuration.Select(one => one.GetProperty("status").GetString()).Should().Equal("fault", "warning");
        configuration[1].GetProperty("message").GetString().Should().Contain("ACEPT");
    }

    [Fact]
    public async Task A_dotnet_without_unicode_is_a_fault_with_the_package_to_install()
    {
        var environment = new Dictionary<string, string> { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };
        var runs = await Task.WhenAll(
            ContactBooksProcess.RunAsync(["doctor", "--json", "--data", _operator.Data], environment),
            ContactBooksProcess.RunAsync(["serve", "--data", _operator.Data], environment));

        runs[0].ExitCode.Should().Be(1);
        Status(runs[0].Json, "unicode").Should().Be("fault");
        runs[0].Output.Should().Contain("apt-get install libicu");
        runs[1].ShouldBeRefused(78, "apt-get install libicu");
    }

    [Fact]
    public async Task A_postgres_that_can_not_be_reached_is_a_fault_and_the_folder_is_left_alone()
    {
        var ended = await _operator.RunAsync("doctor", "--json", "--postgres", "Host=127.0.0.1;Port=1;Password=geheim");

        ended.ExitCode.Should().Be(1);
        Status(ended.Json, "database").Should().Be("fault");
        Message(ended.Json, "database").Should().Contain("127.0.0.1:1");
        ended.Json.EnumerateArray().Select(one => one.GetProperty("check").GetString()).Should().Equal("configuration", "unicode", "database", "clock");
        ended.Output.Should().NotContain("geheim");
        Directory.Exists(_operator.Data).Should().BeFalse();
    }

    [Fact]
    public void A_clock_before_the_newest_record_is_a_fault()
    {
        var now = TimeProvider.System.GetUtcNow();

        ClockCheck.Look(now, now.AddHours(1)).Health.Should().Be(Health.Fault);
        ClockCheck.Look(now, now.AddSeconds(-1)).Health.Should().Be(Health.Ok);
        ClockCheck.Look(DateTimeOffset.UnixEpoch, null).Health.Should().Be(Health.Warning);
    }

    private static JsonElement Of(JsonElement findings, string check) =>
        findings.EnumerateArray().Single(one => one.GetProperty("check").GetString() == check);

    private static string Status(JsonElement findings, string check) => Of(findings, check).GetProperty("status").GetString()!;

    private static string Message(JsonElement findings, string check) => Of(findings, check).GetProperty("message").GetString()!;
}
