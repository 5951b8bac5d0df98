using System.Globalization;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Docs;

/// <summary>Pictures of the page for a person to look at, in the folder that <c>CONTACTBOOKS_SCREENSHOTS</c> names; none without it.</summary>
internal static class DocsPictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CONTACTBOOKS_SCREENSHOTS");

    /// <summary>Takes one of the whole page and one of each section's beginning.</summary>
    public static async Task TakeAsync(IPage page, int width, ColorScheme theme)
    {
        if (string.IsNullOrEmpty(Folder))
        {
            return;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"{width}-{theme}").ToLowerInvariant();
        await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), FullPage = true });
        foreach (var section in await page.Locator("main section[id]").AllAsync())
        {
            var id = await section.GetAttributeAsync("id");
            await page.EvaluateAsync("id => document.getElementById(id).scrollIntoView()", id);
            await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}-{id}.png") });
        }
    }
}
