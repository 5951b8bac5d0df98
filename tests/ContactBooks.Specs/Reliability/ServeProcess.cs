using System.Diagnostics;
using System.Globalization;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Reliability;

/// <summary>The real server, <c>contactbooks serve</c>, in a process of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly ContactBooksProcess _program;
    private readonly Process _process;

    private ServeProcess(ContactBooksProcess program, Uri address)
    {
        (_program, _process) = (program, Process.GetProcessById(program.Id));
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>From the start of the process until it answered that it is ready.</summary>
    public TimeSpan ReadyAfter { get; private init; }

    public HttpClient Http { get; }

    public Uri Address => Http.BaseAddress!;

    /// <summary>All that it has written to standard output and standard error.</summary>
    public string Output => _program.Output + _program.Errors;

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

    /// <summary>Settings of one that is started again and again at the same address.</summary>
    public static IReadOnlyDictionary<string, string> AtOneAddress() => new Dictionary<string, string>
    {
        ["CONTACTBOOKS__URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}"),
        ["CONTACTBOOKS__LOGLEVEL"] = "Warning",
    };

    /// <summary>Starts it; it is ready when this returns.</summary>
    /// <param name="options">Where its store is, and where to listen, if that isn't to be a free loopback port.</param>
    /// <param name="environment">Its other settings.</param>
    public static async Task<ServeProcess> StartAsync(IReadOnlyList<string> options, IReadOnlyDictionary<string, string>? environment = null)
    {
        var clock = Stopwatch.StartNew();
        var settings = new Dictionary<string, string>(environment ?? new Dictionary<string, string>());
        settings.TryAdd("CONTACTBOOKS__URLS", "http://127.0.0.1:0"); // an option wins over it
        var program = ContactBooksProcess.Start(["serve", .. options], settings);
        try
        {
            var address = await program.ListeningAsync();
            using var http = new HttpClient();
            using var ready = await http.GetAsync(new Uri(address, "/health/ready"));
            ready.IsSuccessStatusCode.Should().BeTrue("{0}", program.Errors);
            return new ServeProcess(program, address) { ReadyAfter = clock.Elapsed };
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    public HttpClient Connect() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Kills it as <c>kill -9</c> does; ends when it is gone.</summary>
    public async Task KillAsync()
    {
        _program.Kill();
        await _program.EndAsync();
    }

    public void AskToStop() => _program.Terminate();

    /// <summary>Its exit code, once it has ended.</summary>
    public async Task<int> EndAsync(TimeSpan within) => (await _program.EndAsync().WaitAsync(within)).ExitCode;

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

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _program.DisposeAsync();
        _process.Dispose();
    }
}
