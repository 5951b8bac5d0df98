using System.Diagnostics;
using System.Globalization;

namespace ContactBooks.Specs.Servers;

public class GuardedProcessSpecs
{
    [Fact]
    public async Task A_server_and_its_folder_go_when_the_tests_end_without_a_word()
    {
        using var folder = await ServerFolder.MakeAsync();
        var script = Path.Combine(AppContext.BaseDirectory, "Servers", "guard.sh");
        using var guard = Process.Start(new ProcessStartInfo("/bin/sh", [script, folder.Path, "15", folder.At("log"), "sleep", "1000"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var server = int.Parse((await guard.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture);
        Signals.IsGone(server).Should().BeFalse();

        // What a kill of the tests does to the pipe.
        guard.StandardInput.Close();
        await guard.WaitForExitAsync(TestContext.Current.CancellationToken);

        Signals.IsGone(server).Should().BeTrue();
        Directory.Exists(folder.Path).Should().BeFalse();
    }

    [Fact]
    public async Task A_killed_program_takes_its_children_along()
    {
        using var folder = await ServerFolder.MakeAsync();
        await using var parent = await GuardedProcess.StartAsync(folder, Signal.Kill, "/bin/sh", "-c", "sleep 1000 & echo $!; wait");
        await parent.WaitUntilAsync(() => Task.FromResult(parent.Log.Contains('\n')));
        var child = int.Parse(parent.Log, CultureInfo.InvariantCulture);
        Signals.IsGone(child).Should().BeFalse();

        await parent.KillAsync();

        Signals.IsGone(child).Should().BeTrue();
    }
}
