using System.Text.Json;
using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// How an import goes on, as server-sent events: <c>progress</c> whenever something changed, and <c>end</c> as the last. The data of each is the import. Whatever node works on it, any node can tell: it looks into the store.
/// </summary>
internal sealed class ImportEventStream(IStore store, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>After so many looks without news a comment is sent, so that proxies keep the connection.</summary>
    private const int LooksToComment = 20;

    /// <summary>Writes events until the import has ended.</summary>
    public async Task SendAsync(HttpContext http, CustomerId customer, BookId book, Import found)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        using var timer = new PeriodicTimer(LookInterval, clock);
        var (told, quiet) = (default(Import), 0);
        for (var import = found; import is not null; import = await store.Imports.FindAsync(customer, book, found.Uid))
        {
            if (told is null || IsNews(told, import))
            {
                (told, quiet) = (import, 0);
                await WriteAsync(http, import, stopping.Token);
            }
            else if (++quiet % LooksToComment == 0)
            {
                await http.Response.WriteAsync(": still at work\n\n", stopping.Token);
                await http.Response.Body.FlushAsync(stopping.Token);
            }

            if (import.HasEnded || !await WaitAsync(timer, stopping.Token))
            {
                return;
            }
        }
    }

    private static bool IsNews(Import told, Import now) =>
        (told.State, told.Counts, told.TotalRows, told.IsCancelRequested) != (now.State, now.Counts, now.TotalRows, now.IsCancelRequested);

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false; // the client comes back by itself, to another node
        }
    }

    private async Task WriteAsync(HttpContext http, Import import, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(new ImportData(ImportJson.Of(import, clock.GetUtcNow())), WireJson.Default.ImportData);
        await http.Response.WriteAsync($"event: {(import.HasEnded ? "end" : "progress")}\ndata: {json}\n\n", cancellation);
        await http.Response.Body.FlushAsync(cancellation);
    }
}
