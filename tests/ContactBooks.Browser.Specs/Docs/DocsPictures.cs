using System.Globalization;
using ContactBooks.Specs.Http;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Docs;

/// <summary>
/// Pictures of the page for a person to look at: nothing is asserted, so they are made only when asked for, with
/// <c>-explicit only</c>, into the folder that <c>CONTACTBOOKS_SCREENSHOTS</c> names.
/// </summary>
public sealed class DocsPictures(Chromium chromium, RunningServer server)
{
    private static readonly string Folder =
        Environment.GetEnvironmentVariable("CONTACTBOOKS_SCREENSHOTS") ?? Path.Combine(AppContext.BaseDirectory, "screenshots");

    [Theory(Explicit = true)]
    [InlineData(DocsVisit.PhoneWidth, ColorScheme.Light)]
    [InlineData(DocsVisit.PhoneWidth, ColorScheme.Dark)]
    [InlineData(DocsVisit.DeskWidth, ColorScheme.Light)]
    [InlineData(DocsVisit.DeskWidth, ColorScheme.Dark)]
    public async Task The_page_at_each_width_and_theme(int width, ColorScheme theme)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, width, theme);
        var name = string.Create(CultureInfo.InvariantCulture, $"{width}-{theme}").ToLowerInvariant();

        await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        foreach (var section in await visit.Page.Locator("main section[id]").AllAsync())
        {
            var id = await section.GetAttributeAsync("id");
            await visit.Page.EvaluateAsync("id => document.getElementById(id).scrollIntoView()", id);
            await visit.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{id}.png") });
        }
    }
}
