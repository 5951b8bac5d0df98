using ContactBooks.Specs.Http;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Docs;

public sealed class DocsAccessibilitySpecs(Chromium chromium, RunningServer server)
{
    // Each width and each theme once: the page is long, and axe takes ten seconds for it.
    [Theory]
    [InlineData(DocsVisit.PhoneWidth, ColorScheme.Light)]
    [InlineData(DocsVisit.DeskWidth, ColorScheme.Dark)]
    public async Task Axe_finds_no_fault_of_any_impact(int width, ColorScheme theme)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, width, theme);
        await visit.Page.EvaluateAsync("() => document.querySelectorAll('.endpoint-errors').forEach(details => { details.open = true; })");

        (await FaultsAsync(visit.Page)).Should().BeEmpty();
        await DocsPictures.TakeAsync(visit.Page, width, theme);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nor_where_a_phone_is_refused_and_the_contents_are_unfolded(ColorScheme theme)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, DocsVisit.PhoneWidth, theme);
        await visit.Page.Locator("#phone-trial input").First.FillAsync("9.17E+11");
        await Assertions.Expect(visit.Page.Locator(".verdict.refused")).ToBeVisibleAsync();
        await visit.Page.Locator(".menu summary").ClickAsync();

        (await FaultsAsync(visit.Page, "#phone-trial", ".menu")).Should().BeEmpty();
    }

    /// <summary>The faults of the page, or of these parts of it.</summary>
    private static async Task<IEnumerable<string>> FaultsAsync(IPage page, params string[] parts) =>
        from violation in (parts is [] ? await page.RunAxe() : await page.RunAxe(new AxeRunContext
        {
            Include = [.. parts.Select(part => new AxeSelector(part))],
        })).Violations
        from node in violation.Nodes
        select $"{violation.Impact} {violation.Id}: {node.Html}";
}
