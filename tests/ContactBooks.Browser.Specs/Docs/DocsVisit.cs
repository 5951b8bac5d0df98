using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Docs;

/// <summary>
/// The page at <c>/docs</c>, open in a browser as a reader has it, and all that went over the wire and into the console meanwhile.
/// </summary>
internal sealed class DocsVisit : IAsyncDisposable
{
    public const int PhoneWidth = 390;
    public const int DeskWidth = 1440;

    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly BrowserComplaints _complaints;

    private DocsVisit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        context.Request += (_, request) => _requests.Enqueue(request.Url);
        _complaints = new BrowserComplaints(context, _ => true);
    }

    public IPage Page { get; }

    /// <summary>The addresses of all requests so far.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Errors and warnings of the console so far, what the page's policy forbade among them.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints.All;

    public static async Task<DocsVisit> OpenAsync(
        Chromium chromium, Uri server, int width = DeskWidth, ColorScheme theme = ColorScheme.Light, bool hasScripts = true)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            JavaScriptEnabled = hasScripts,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        var visit = new DocsVisit(context, await context.NewPageAsync());
        await visit.Page.GotoAsync(new Uri(server, "/docs").ToString());
        return visit;
    }

    /// <summary>One more page of the same reader, in a tab of its own.</summary>
    public async Task<IPage> OpenTabAsync()
    {
        var tab = await _context.NewPageAsync();
        await tab.GotoAsync(Page.Url);
        return tab;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
