using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Hosting;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Store;
using Microsoft.Extensions.Logging;

[assembly: AssemblyFixture(typeof(RunningServer))]

namespace ContactBooks.Specs.Http;

/// <summary>
/// A real server over a real store of the engine that the project tests. One serves all specs, at once: each test makes a
/// customer of its own, and customers don't see each other. Tests that move the time or break the store start their own.
/// </summary>
public sealed class RunningServer : IAsyncLifetime
{
    private ServerHost? _host;
    private EngineUnderTest? _engine;

    public TestClock Clock { get; } = new();

    /// <summary>What requests reach in place of the store itself, for faults that a healthy one doesn't have.</summary>
    public Func<IStore, IStore> Behind { get; init; } = store => store;

    /// <summary>Changes the settings that it is started with.</summary>
    public Func<ServerSettings, ServerSettings> Configured { get; init; } = settings => settings;

    public Uri Address => _host!.BaseAddress;

    public IStore Store => _engine!.Store;

    internal ServerHost Host => _host!;

    /// <summary>Adds nothing and follows nothing: what goes over the wire is what a test says.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8,
    });

    public static async Task<RunningServer> StartAsync(Func<IStore, IStore>? behind = null, Func<ServerSettings, ServerSettings>? configured = null)
    {
        var server = new RunningServer { Behind = behind ?? (store => store), Configured = configured ?? (settings => settings) };
        await server.InitializeAsync();
        return server;
    }

    public async ValueTask InitializeAsync()
    {
        _engine = await EngineUnderTest.OpenCleanAsync();
        var settings = new ServerSettings { DataFolder = _engine.DataFolder, Urls = "http://127.0.0.1:0", LogLevel = LogLevel.None };
        _host = await ServerHost.StartAsync(Configured(settings), Behind(Store), Clock);
        Http.BaseAddress = _host.BaseAddress;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _host!.DisposeAsync();
        await _engine!.DisposeAsync();
    }

    /// <summary>A new customer with a token, as an operator would make them.</summary>
    public async Task<Api> NewCustomerAsync(
        Features features = Features.Contacts,
        TokenScope scope = TokenScope.Global,
        int? countryCode = null,
        DateTimeOffset? expiresAt = null)
    {
        var now = Clock.GetUtcNow();
        var user = PublicUid.New(PublicUid.User, now);
        var customer = await Store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now), "A customer", countryCode is { } code ? new CallingCode(code) : null, features, user, now);
        var (secret, token) = await NewTokenAsync(customer.Id, scope, expiresAt);
        return new Api(this, secret) { Customer = customer, UserUid = user, TokenUid = token };
    }

    /// <summary>One more token of a customer.</summary>
    public async Task<(string Secret, string TokenUid)> NewTokenAsync(
        CustomerId customer, TokenScope scope = TokenScope.Global, DateTimeOffset? expiresAt = null)
    {
        var now = Clock.GetUtcNow();
        var secret = TokenSecret.New();
        var sender = scope == TokenScope.Global ? null : "917000782082";
        var token = new NewToken(PublicUid.New(PublicUid.Token, now), TokenSecret.Hash(secret), secret[^4..], "Specs", scope, sender, expiresAt);
        await Store.Directory.CreateTokenAsync(customer, null, token, now);
        return (secret, token.Uid);
    }

    /// <summary>Puts a book aside. No endpoint does that, so it is done in the database.</summary>
    public Task MakeInactiveAsync(string bookUid) => _engine!.MakeInactiveAsync(bookUid);
}
