using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace ContactBooks.Specs.Reliability;

/// <summary>The real program, <c>contactbooks serve</c>, in a process of its own, and all that it writes.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private const string Listening = "Listening on ";
    private const int SigTerm = 15;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServeProcess(string folder, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "contactbooks"), ["serve", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    /// <summary>From the start of the process until it answered that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private set; }

    public HttpClient Http { get; private set; } = null!;

    public Uri Address => Http.BaseAddress!;

    /// <summary>All that it has written to standard output and standard error.</summary>
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

    /// <summary>The time its threads have run, all together.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Its memory that is not on disk, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static async Task<ServeProcess> StartAsync(string folder, IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = new ServeProcess(folder, environment);
        try
        {
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public HttpClient Connect() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Kills it as <c>kill -9</c> does; ends when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void AskToStop() => Signal(_process.Id, SigTerm).Should().Be(0);

    /// <summary>Ends when it has written a text.</summary>
    public async Task WritesAsync(string text, TimeSpan within)
    {
        var clock = Stopwatch.StartNew();
        while (!Output.Contains(text, StringComparison.Ordinal))
        {
            _process.HasExited.Should().BeFalse("it is to write {0}, after {1}", text, Output);
            clock.Elapsed.Should().BeLessThan(within, "it is to write {0}, after {1}", text, Output);
            await Task.Delay(20);
        }
    }

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> EndAsync(TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);

    private async Task StartAsync()
    {
        var clock = Stopwatch.StartNew();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var ended = _process.WaitForExitAsync();
        await Task.WhenAny(_address.Task, ended, Task.Delay(ReadyWithin));
        if (!_address.Task.IsCompletedSuccessfully)
        {
            throw new InvalidOperationException($"serve did not start: {Output}");
        }

        Http = new HttpClient { BaseAddress = await _address.Task, Timeout = TimeSpan.FromSeconds(60) };
        using var ready = await Http.GetAsync("/health/ready");
        ready.IsSuccessStatusCode.Should().BeTrue();
        ReadyAfter = clock.Elapsed;
    }

    private void Note(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith(Listening, StringComparison.Ordinal))
        {
            _address.TrySetResult(new Uri(line[Listening.Length..]));
        }
    }
}
