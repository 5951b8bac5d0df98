using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ContactBooks.Specs.Running;

/// <summary>The real program as a process of its own, with nothing of the surroundings' settings in it.</summary>
internal sealed class ContactBooksProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // More at once than this only makes each slower.
    private static readonly SemaphoreSlim AtOnce = new(Math.Max(4, Environment.ProcessorCount));

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private ContactBooksProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    public int Id => _process.Id;

    /// <summary>What it has written to standard output so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors => string.Join('\n', _errors);

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(
        IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null, string input = "", string? workingDirectory = null)
    {
        await AtOnce.WaitAsync();
        try
        {
            await using var process = Start(args, environment, input, workingDirectory);
            return await process.EndAsync();
        }
        finally
        {
            AtOnce.Release();
        }
    }

    /// <summary>Starts it.</summary>
    public static ContactBooksProcess Start(
        IEnumerable<string> args, IReadOnlyDictionary<string, string>? environment = null, string input = "", string? workingDirectory = null)
    {
        // A shell that runs the tests in the background, or nohup, has them ignore Ctrl+C, and that is inherited.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "contactbooks.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("CONTACTBOOKS", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading.
        }

        return new ContactBooksProcess(process);
    }

    /// <summary>The address it says it listens on.</summary>
    public Task<Uri> ListeningAsync() => _listening.Task.WaitAsync(Patience);

    /// <summary>Asks it to stop, as systemd does.</summary>
    public void Terminate() => Signal("TERM");

    /// <summary>Presses Ctrl+C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Ends it without a chance to do anything.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits for its end.</summary>
    public async Task<Ended> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        await _reading.WaitAsync(Patience);
        return new Ended(_process.ExitCode, Output, Errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{name} {_process.Id}")]);
        kill.WaitForExit();
    }

    private async Task ReadOutputAsync()
    {
        var buffer = new char[4096];
        int read;
        while ((read = await _process.StandardOutput.ReadAsync(buffer)) > 0)
        {
            lock (_output)
            {
                _output.Append(buffer, 0, read);
            }
        }
    }

    private async Task ReadErrorsAsync()
    {
        const string Listening = "Listening on ";
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Enqueue(line);
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                _listening.TrySetResult(new Uri(line[Listening.Length..]));
            }
        }

        _listening.TrySetException(new InvalidOperationException("It ended without listening: " + string.Join('\n', _errors)));
    }
}
