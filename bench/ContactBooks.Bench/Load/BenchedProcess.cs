using System.Diagnostics;

namespace ContactBooks.Bench;

/// <summary>A server in a process of its own, which ends with the bench.</summary>
internal sealed class BenchedProcess : IDisposable
{
    private readonly Process _process;

    private BenchedProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Its process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts it, and waits until it tells where it listens.</summary>
    /// <param name="start">How.</param>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<BenchedProcess> StartAsync(ProcessStartInfo start)
    {
        start.RedirectStandardError = start.RedirectStandardOutput = true;
        var listening = new TaskCompletionSource<Uri>();
        var said = new List<string>();
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        void Read(string? line)
        {
            lock (said)
            {
                if (line is null || listening.Task.IsCompleted)
                {
                    return;
                }

                said.Add(line);
                if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is var at and >= 0)
                {
                    var end = line.IndexOfAny([' ', '"'], at);
                    listening.TrySetResult(new Uri(end < 0 ? line[at..] : line[at..end]));
                }
            }
        }

        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"{start.FileName} ended: {string.Join('\n', said)}"));
        process.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process); // Also when the bench is told to stop.
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new BenchedProcess(process, await listening.Task.WaitAsync(TimeSpan.FromMinutes(3)));
    }

    public void Dispose()
    {
        End(_process);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, and was disposed of.
        }
    }
}
