using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
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

/// <summary>A customer with a token, as the operator makes it.</summary>
internal sealed record Account(string CustomerUid, string UserUid, string TokenUid, string Token)
{
    public static async Task<Account> CreateAsync(IDirectory directory, string name)
    {
        var now = DateTimeOffset.UtcNow;
        var userUid = PublicUid.New(PublicUid.User, now);
        var customer = await directory.CreateCustomerAsync(PublicUid.New(PublicUid.Customer, now), name, null, Features.Contacts, userUid, now);
        var secret = TokenSecret.New();
        var tokenUid = PublicUid.New(PublicUid.Token, now);
        var token = new NewToken(tokenUid, TokenSecret.Hash(secret), secret[^4..], name, TokenScope.Global, null, null);
        await directory.CreateTokenAsync(customer.Id, null, token, now);
        return new Account(customer.Uid, userUid, tokenUid, secret);
    }

    /// <summary>Makes one in a folder that no server has open yet, or that one has.</summary>
    public static async Task<Account> CreateInAsync(string folder, string name = "Customer")
    {
        await using var store = SqliteStore.Open(folder);
        return await CreateAsync(store.Directory, name);
    }
}
