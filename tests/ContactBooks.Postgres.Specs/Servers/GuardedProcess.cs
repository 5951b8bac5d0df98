using System.Diagnostics;
using System.Globalization;

namespace ContactBooks.Specs.Servers;

/// <summary>
/// A server as a process of its own that ends with the tests, even if these are killed: a shell waits at the other end of a
/// pipe (<c>guard.sh</c>). Linux's own signal at a parent's death goes by the thread that started the child, and .NET ends
/// threads as it likes.
/// </summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _guard;
    private readonly string _log;
    private readonly Signal _end;

    private GuardedProcess(Process guard, string log, Signal end, int id)
    {
        _guard = guard;
        _log = log;
        _end = end;
        Id = id;
        Ended = ReadEndAsync();
    }

    /// <summary>The server's process identifier.</summary>
    public int Id { get; }

    /// <summary>Done when the server has ended.</summary>
    public Task Ended { get; }

    /// <summary>What the server has written so far.</summary>
    public string Log => File.Exists(_log) ? File.ReadAllText(_log) : "";

    /// <summary>Starts a program as the servers' user.</summary>
    /// <param name="folder">Deleted should the tests be killed.</param>
    /// <param name="end">What ends it at the test's end, or should the tests be killed.</param>
    /// <param name="program">Its path.</param>
    /// <param name="args">Its arguments.</param>
    public static async Task<GuardedProcess> StartAsync(ServerFolder folder, Signal end, string program, params IEnumerable<string> args)
    {
        var log = folder.At(Path.GetFileName(program) + ".log");
        var script = Path.Combine(AppContext.BaseDirectory, "Servers", "guard.sh");
        var signal = ((int)end).ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("/bin/sh", [script, folder.Path, signal, log, .. ServerUser.Command(program, args)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };
        Surroundings.TakeAway(start.Environment);
        var guard = Process.Start(start)!;
        var id = await guard.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"{program} was not started.");
        return new GuardedProcess(guard, log, end, int.Parse(id, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends it a signal and waits for its end.</summary>
    public async Task EndAsync(Signal signal)
    {
        Signals.Send(Id, signal);
        await Ended.WaitAsync(Patience);
    }

    /// <summary>Ends it and its children at once.</summary>
    public async Task KillAsync()
    {
        if (!Ended.IsCompleted)
            await Signals.KillWithChildrenAsync(Id).WaitAsync(Patience);

        await Ended.WaitAsync(Patience);
    }

    /// <summary>Waits until it answers.</summary>
    /// <param name="answers">Asks it; may throw while it can't answer yet.</param>
    /// <exception cref="InvalidOperationException">It ended, or it didn't answer in a minute; the message has its log.</exception>
    public async Task WaitUntilAsync(Func<Task<bool>> answers)
    {
        var begun = Stopwatch.GetTimestamp();
        Exception? fault = null;
        while (!Ended.IsCompleted && Stopwatch.GetElapsedTime(begun) < Patience)
        {
            try
            {
                if (await answers())
                    return;
            }
            catch (Exception notYet)
            {
                fault = notYet;
            }

            await Task.Delay(10);
        }

        throw new InvalidOperationException($"The server doesn't answer. It wrote:\n{Log}", fault);
    }

    public async ValueTask DisposeAsync()
    {
        if (!Ended.IsCompleted)
            await EndAsync(_end);

        await _guard.StandardInput.WriteLineAsync();
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    private async Task ReadEndAsync()
    {
        // The line that says so, or the guard's own end.
        await _guard.StandardOutput.ReadLineAsync();
    }
}
