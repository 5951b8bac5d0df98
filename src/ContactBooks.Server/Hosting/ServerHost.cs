using System.IO.Compression;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Books;
using ContactBooks.Server.Api.Contacts;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Exports;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Suppressions;
using ContactBooks.Server.Api.Tidying;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Dashboard;
using ContactBooks.Server.Docs;
using ContactBooks.Server.History;
using ContactBooks.Server.Hosting.Tls;
using ContactBooks.Server.Imports;
using ContactBooks.Server.Observability;
using ContactBooks.Server.Observability.Store;
using ContactBooks.Server.Statistics;
using ContactBooks.Server.Upkeep;
using ContactBooks.Server.Uploads;
using ContactBooks.Server.Web;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.ResponseCompression;

namespace ContactBooks.Server.Hosting;

/// <summary>A server that answers, until it is disposed of.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    /// <summary>How long a stop waits for what is in flight, once it takes no more connections.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// RequestBody has the limit and answers 413 in the envelope; what a client goes on sending is then read and dropped, so
    /// that it gets to see the answer, and Kestrel's own limit says how much of that: without one it reads on for
    /// 5 s, which on a fast line was more than 512 MiB of an endless body.
    /// </summary>
    private const int TakenOfTooLong = 4;

    /// <summary>Bytes of a request's first line: the preview of an import has in its address where each of the file's columns goes, which may be a thousand.</summary>
    private const int LongestAddress = 128 * 1024;

    private readonly WebApplication _app;
    private bool _isDisposed;

    // A compressed body that was cut off is refused; without this switch .NET reads as far as it goes and says nothing.
    static ServerHost() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);

    private ServerHost(WebApplication app) => _app = app;

    /// <summary>The first address it listens on, its port known.</summary>
    public Uri BaseAddress => new(_app.Urls.First());

    /// <summary>All that is mapped, for the test that holds the reference against it.</summary>
    internal IEnumerable<RouteEndpoint> Routes => ((IEndpointRouteBuilder)_app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>Starts a server over a store that the caller owns; it answers when this returns.</summary>
    /// <param name="settings">What it is started with.</param>
    /// <param name="store">The store; the caller closes it after the server.</param>
    /// <param name="clock">The time; the system's unless given.</param>
    /// <exception cref="IOException">An address is in use or can't be listened on.</exception>
    /// <exception cref="TlsCertificateException">The certificate of its https addresses can't be used.</exception>
    public static async Task<ServerHost> StartAsync(ServerSettings settings, IStore store, TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(settings.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = (long)settings.MaxBodyBytes * TakenOfTooLong;
            kestrel.Limits.MaxRequestLineSize = LongestAddress;
        });
        builder.UseTls(settings.Tls);
        builder.Logging.AddServerLogging(settings.LogLevel);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = settings.Drain + ShutdownTimeout);
        AddServices(builder, settings, store, clock ?? TimeProvider.System);

        var app = builder.Build();
        UseRoad(app, settings);

        // Made now and not at the first upload, so that an alert on its gauge has something to look at.
        app.Services.GetRequiredService<ServerMetrics>();
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new ServerHost(app);
    }

    /// <summary>Ends when the process is asked to stop (SIGTERM, Ctrl+C), all that was in flight being answered.</summary>
    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    /// <summary>
    /// Stops it unless it has been, and so waits for what works in its background: a host that is only disposed of takes from under them
    /// what they use.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        try
        {
            if (!_app.Lifetime.ApplicationStopped.IsCancellationRequested)
            {
                await _app.StopAsync();
            }
        }
        finally
        {
            await _app.DisposeAsync();
        }
    }

    private static void AddServices(WebApplicationBuilder builder, ServerSettings settings, IStore store, TimeProvider clock)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(clock);
        services.AddSingleton(new PhoneReader(settings.PhoneAcceptance));
        services.AddSingleton<RowNormaliser>();

        services.AddSingleton<IMemoryPoolFactory<byte>, BlockPool.Factory>();
        services.AddSingleton<RequestBody>();
        services.AddSingleton<TokenUses>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<Gate>();
        services.AddSingleton<IdempotencyKey>();
        services.AddSingleton<BookEndpoints>();
        services.AddSingleton<BookDeletionEndpoint>();
        services.AddSingleton<ContactEndpoints>();
        services.AddSingleton<ContactExports>();
        services.AddSingleton<UploadWrites>();
        services.AddSingleton<BulkUpload>();
        services.AddSingleton<TidyingEndpoints>();
        services.AddSingleton<SeveralBooks>();
        services.AddImports();
        services.AddSuppressions();
        services.AddCustomFields();
        services.AddHistory();
        services.AddStatistics();

        services.AddSingleton<RequestLog>();
        services.AddSingleton<FailureLog>();
        services.AddSingleton<ServerMetrics>();
        services.AddTelemetry(builder.Configuration);
        services.AddHostedService<Housekeeping>();
        services.AddSingleton<Drain>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<ServerHealth>();
        services.AddHostedService(all => all.GetRequiredService<Drain>());
        services.AddReference();
        services.AddDocs();
        services.AddDashboard();
        services.AddResponseCompression(options =>
        {
            // No secret is ever in an answer beside text of an attacker's choice, so compressing under TLS leaks none.
            options.EnableForHttps = true;
            options.MimeTypes =
            [
                "application/json", "application/x-ndjson", "text/csv", "text/vcard", "text/html", "text/plain", "text/css", "text/javascript",
            ];
        });
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);

        // What the container disposes of is the observer, not the store.
        services.AddSingleton<StoreTelemetry>();
        services.AddSingleton<IStore>(all => new ObservedStore(store, all.GetRequiredService<StoreTelemetry>()));
    }

    private static void UseRoad(WebApplication app, ServerSettings settings)
    {
        app.UseMiddleware<DrainMiddleware>();
        app.UseTrustedProxies(settings.TrustedProxies);
        app.UseMiddleware<EnvelopeMiddleware>();
        app.UseResponseCompression();
        app.UseRouting();
        app.UseDashboard();
        app.MapApi();
        app.MapReference();
        app.MapDocs();
        app.MapDashboard();
        foreach (var asset in Asset.OfAllPages)
        {
            asset.Map(app);
        }

        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription();
    }
}
