using System.Globalization;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Reliability;

/// <summary>One of several servers over one PostgreSQL, at an address that it keeps however often it is started again.</summary>
internal sealed class Node : IAsyncDisposable
{
    private static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(60);

    private readonly string[] _options;
    private readonly Dictionary<string, string> _environment;
    private readonly List<string> _outputs = [];
    private ServeProcess? _process;

    private Node(string connection, int drainSeconds)
    {
        _options = ["--postgres", connection, "--urls", Address.AbsoluteUri.TrimEnd('/')];
        _environment = new Dictionary<string, string>
        {
            ["CONTACTBOOKS__DRAINSECONDS"] = drainSeconds.ToString(CultureInfo.InvariantCulture),

            // A line for each request would only take time from what is tested.
            ["CONTACTBOOKS__LOGLEVEL"] = "Warning",
        };
    }

    public Uri Address { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Take()}"));

    /// <summary>What it has written, over all its lives.</summary>
    public string Output => string.Concat([.. _outputs, _process?.Output]);

    /// <summary>Starts it; it is ready when this returns.</summary>
    /// <param name="connection">How it comes to PostgreSQL.</param>
    /// <param name="drainSeconds">How long it goes on serving when it is asked to stop.</param>
    public static async Task<Node> StartAsync(string connection, int drainSeconds = 0)
    {
        var node = new Node(connection, drainSeconds);
        await node.StartAgainAsync();
        return node;
    }

    /// <summary>Starts it after a stop or a kill.</summary>
    public async Task StartAgainAsync() => _process = await ServeProcess.StartAsync(_options, _environment);

    /// <summary>Kills it as <c>kill -9</c> does; ends when it is gone.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await ForgetAsync();
    }

    /// <summary>Asks it to stop, as systemd does, and waits for its end; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        _process!.AskToStop();
        var code = await _process.EndAsync(StopsWithin);
        await ForgetAsync();
        return code;
    }

    /// <summary>A client with connections of its own.</summary>
    public HttpClient Connect() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await _process.DisposeAsync();
    }

    private async Task ForgetAsync()
    {
        _outputs.Add(_process!.Output);
        await _process.DisposeAsync();
        _process = null;
    }
}
