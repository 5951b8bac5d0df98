using ContactBooks.Server.Hosting;
using ContactBooks.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Reliability;

/// <summary>The real server in this process: Kestrel on a free loopback port over an embedded store in a folder of its own.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private readonly DataFolder? _ownFolder;
    private readonly ServerHost _host;

    private LiveServer(DataFolder? ownFolder, SqliteStore store, ServerHost host)
    {
        (_ownFolder, Store, _host) = (ownFolder, store, host);
        Http = Connect();
    }

    public SqliteStore Store { get; }

    public Uri Address => _host.BaseAddress;

    /// <summary>Callers that don't say otherwise share its connections.</summary>
    public HttpClient Http { get; }

    public static async Task<LiveServer> StartAsync(string? folder = null, LogLevel logLevel = LogLevel.Error)
    {
        var own = folder is null ? new DataFolder() : null;
        var store = SqliteStore.Open(folder ?? own!.Path);
        var settings = new ServerSettings { DataFolder = folder ?? own!.Path, Urls = "http://127.0.0.1:0", LogLevel = logLevel };
        return new LiveServer(own, store, await ServerHost.StartAsync(settings, store));
    }

    public HttpClient Connect() => new() { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(60) };

    public async Task<Caller> NewCustomerAsync(string name = "Customer") => new(Http, await Account.CreateAsync(Store.Directory, name));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host.DisposeAsync();
        await Store.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
