using System.Globalization;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>The dashboard, open in a browser of somebody's own, and what the browser complained of meanwhile.</summary>
internal sealed class DashboardVisit : IAsyncDisposable
{
    public const int PhoneWidth = 390;
    public const int DeskWidth = 1440;

    private static readonly string? Pictures = Environment.GetEnvironmentVariable("CONTACTBOOKS_SCREENSHOTS");

    /// <summary>Whether pictures are asked for, of every page in every look.</summary>
    public static bool TakesPictures => !string.IsNullOrEmpty(Pictures);

    private readonly IBrowserContext _context;
    private readonly Uri _server;
    private readonly BrowserComplaints _complaints;
    private readonly ColorScheme _theme;
    private readonly string _language;

    private DashboardVisit(IBrowserContext context, IPage page, Uri server, ColorScheme theme, string language)
    {
        (_context, Page, _server, _theme, _language) = (context, page, server, theme, language);
        _complaints = new BrowserComplaints(context, text => !text.Contains("the server responded with a status of 4", StringComparison.Ordinal));
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings so far, what the pages' policy forbade among them; pages that say why there is no other are none.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints.All;

    /// <summary>Opens a browser in which nobody is signed in.</summary>
    public static async Task<DashboardVisit> OpenAsync(
        Chromium chromium, RunningServer server, int width = DeskWidth, ColorScheme theme = ColorScheme.Light, string language = "en-IN")
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = theme,
            Locale = language,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        return new DashboardVisit(context, await context.NewPageAsync(), server.Address, theme, language);
    }

    /// <summary>Follows a link that signs in that person.</summary>
    public async Task EnterAsync(RunningServer server, string accountUid) =>
        await Page.GotoAsync(await Invitations.ToSignInAsync(server.Store, server.Address, accountUid, server.Clock.GetUtcNow()));

    public Task<IResponse?> GotoAsync(string path) => Page.GotoAsync(new Uri(_server, path).ToString());

    /// <summary>What axe finds on the page. Takes pictures of it too, in every look, where <c>CONTACTBOOKS_SCREENSHOTS</c> names a folder.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string name)
    {
        var found = await Page.RunAxe();
        if (TakesPictures)
        {
            await TakePicturesAsync(name);
        }

        return [.. from violation in found.Violations
                   from node in violation.Nodes
                   select $"{name}: {violation.Impact} {violation.Id}: {node.Html}"];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task TakePicturesAsync(string name)
    {
        var size = Page.ViewportSize!;
        foreach (var width in new[] { PhoneWidth, DeskWidth })
        {
            await Page.SetViewportSizeAsync(width, size.Height);
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await Page.EmulateMediaAsync(new() { ColorScheme = theme });
                var look = string.Create(CultureInfo.InvariantCulture, $"{_language}-{width}-{theme}").ToLowerInvariant();
                await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures!, $"{name}-{look}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
            }
        }

        await Page.SetViewportSizeAsync(size.Width, size.Height);
        await Page.EmulateMediaAsync(new() { ColorScheme = _theme });
    }
}
