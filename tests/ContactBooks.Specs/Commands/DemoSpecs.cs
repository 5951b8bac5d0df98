using System.Diagnostics;
using System.Text.Json;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Commands;

public sealed class DemoSpecs : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_exit_it_uploads_shows_the_results_and_leaves_nothing_behind()
    {
        var ended = (await ContactBooksProcess.RunAsync(["demo", "--exit"], Surroundings, workingDirectory: _folder.Path)).ShouldBeDone();

        ended.Errors.Should().BeEmpty();
        ended.Output.Should().Contain("10 rows").And.Contain("6 created, 1 updated, 1 skipped, 2 invalid").And.NotContain("curl");
        ended.Output.Should().ContainAll("मीरा जोशी", "917000782082", "CREATED", "UPDATED", "SKIPPED", "INVALID");
        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    [Fact]
    public async Task It_serves_on_and_its_curls_work_as_they_are_printed()
    {
        await using var demo = ContactBooksProcess.Start(["demo"], Surroundings, workingDirectory: _folder.Path);
        await UntilAsync(() => demo.Output.Contains("/docs", StringComparison.Ordinal));
        var curls = demo.Output.Split('\n').Where(line => line.StartsWith("curl ", StringComparison.Ordinal)).ToList();

        curls.Should().HaveCount(2);
        demo.Output.Should().MatchRegex(@"signed in \(the link opens once\): http://localhost:\d+/enter/", "passkeys need a name");
        var uploaded = await ShellAsync(curls[0]);
        var listed = await ShellAsync(curls[1]);
        demo.Interrupt();

        uploaded.GetProperty("data").GetProperty("summary").GetProperty("invalid").GetInt32().Should().Be(0);
        listed.GetProperty("data").GetProperty("contacts").GetArrayLength().Should().Be(8);
        (await demo.EndAsync()).ExitCode.Should().Be(0);
        Directory.GetFileSystemEntries(_folder.Path).Should().BeEmpty();
    }

    private Dictionary<string, string> Surroundings => new() { ["TMPDIR"] = _folder.Path };

    private static async Task<JsonElement> ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec " + command + " -sS"]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var attempt = 0; !holds() && attempt < 600; attempt++)
        {
            await Task.Delay(50);
        }

        holds().Should().BeTrue();
    }
}
