using System.CommandLine;
using ContactBooks.Server.Commands.Doctor;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Server.Commands.Demo;

/// <summary><c>demo</c></summary>
internal sealed class DemoCommand : OperatorCommand
{
    private readonly Option<bool> _exit = new("--exit") { Description = "Stop after the upload; exit code 0 only if every row came out as it should." };

    /// <summary>The command.</summary>
    public DemoCommand()
        : base(
            "demo",
            "Shows it all in a minute: a fresh database in a temporary folder, a real server, a sample upload, a curl to go on with. Ctrl+C ends it and removes all.",
            "contactbooks demo",
            "contactbooks demo --exit")
    {
        AddAll(_exit);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        UnicodeCheck.Require();
        if (given.GetResult(GlobalOptions.Data) is not null || given.GetResult(GlobalOptions.Postgres) is not null)
        {
            await Console.Error.WriteLineAsync("The demo has a fresh database of its own: --data and --postgres are not used.");
        }

        // 1. A fresh database and a server over it, on any free port of this machine alone.
        using var folder = new DemoFolder();
        await using var store = SqliteStore.Open(folder.Path);
        await using var host = await DemoServer.StartAsync(folder.Path, store);

        // 2. A customer, a token, a book.
        var access = await DemoAccess.MakeAsync(store, host.BaseAddress, TimeProvider.System.GetUtcNow());

        // 3. The sample, through the real endpoint; something is there before it, to be updated.
        using var client = new DemoClient(access);
        await client.UploadAsync(DemoSample.Before);
        var data = await client.UploadAsync(DemoSample.Rows);

        // 4. What became of it.
        DemoReport.WriteResults(DemoSample.Rows, data);
        var differences = DemoReport.Differences(DemoSample.Rows, data);
        foreach (var difference in differences)
        {
            await Console.Error.WriteLineAsync(difference);
        }

        // 5. How to go on.
        if (!given.GetValue(_exit))
        {
            DemoReport.WriteNext(access);
            await Console.Error.WriteLineAsync("Ctrl+C ends the demo and removes its database.");
            await host.WaitForShutdownAsync();
        }

        return differences.Count == 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
