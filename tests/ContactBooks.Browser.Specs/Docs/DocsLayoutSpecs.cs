using ContactBooks.Specs.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Docs;

public sealed class DocsLayoutSpecs(Chromium chromium, RunningServer server)
{
    [Theory]
    [InlineData(320)]
    [InlineData(DocsVisit.PhoneWidth)]
    [InlineData(DocsVisit.DeskWidth)]
    public async Task The_page_does_not_scroll_sideways_in_any_language(int width)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, width);
        foreach (var tab in await visit.Page.Locator("#uploadContacts [role=tab]").AllAsync())
        {
            await tab.ClickAsync();

            var whole = await visit.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
            whole.Should().Be(width, await tab.TextContentAsync());
        }
    }

    [Fact]
    public async Task Every_line_of_the_contents_leads_to_a_heading_and_every_section_has_a_line()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);

        var sections = await AllAsync("main section:has(h2)", "element => element.id");

        sections.Should().OnlyHaveUniqueItems().And.HaveCountGreaterThan(15);
        foreach (var links in new[] { ".sidebar a", ".menu a", "h2 .anchor" })
        {
            (await AllAsync(links, "element => element.hash.slice(1)")).Should().Equal(sections, links);
        }

        Task<string[]> AllAsync(string selector, string told) =>
            visit.Page.Locator(selector).EvaluateAllAsync<string[]>($"elements => elements.map({told})");
    }

    [Fact]
    public async Task The_contents_follow_the_scrolling()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var current = visit.Page.Locator(".sidebar a[aria-current]");
        await Expect(current).ToHaveTextAsync("Quick start");

        foreach (var id in new[] { "phones", "errors", "listContacts" })
        {
            await visit.Page.EvaluateAsync("id => document.getElementById(id).scrollIntoView({ behavior: 'instant' })", id);

            await Expect(current).ToHaveAttributeAsync("href", $"#{id}");
        }
    }

    [Fact]
    public async Task Of_the_last_sections_which_end_on_one_screen_the_one_that_was_asked_for_is_marked()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        foreach (var id in new[] { "openapi", "dotnet-client", "openapi" })
        {
            await visit.Page.Locator($".sidebar a[href='#{id}']").ClickAsync();

            await Expect(visit.Page.Locator(".sidebar a[aria-current]")).ToHaveAttributeAsync("href", $"#{id}");
        }
    }

    [Fact]
    public async Task On_a_phone_the_contents_unfold_and_fold_again_behind_a_choice()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, DocsVisit.PhoneWidth);
        var menu = visit.Page.Locator(".menu nav");
        await Expect(visit.Page.Locator(".sidebar")).ToBeHiddenAsync();
        await Expect(menu).ToBeHiddenAsync();

        await visit.Page.Locator(".menu summary").ClickAsync();
        await menu.GetByText("Idempotency").ClickAsync();

        await Expect(menu).ToBeHiddenAsync();
        await Expect(visit.Page.Locator("#idempotency h2")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light, "rgb(14, 16, 20)")]
    [InlineData(ColorScheme.Dark, "rgb(255, 255, 255)")]
    public async Task The_theme_is_the_systems_until_it_is_turned_and_then_stays(ColorScheme system, string turned)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, theme: system);
        var body = visit.Page.Locator("body");
        await Expect(body).Not.ToHaveCSSAsync("background-color", turned);

        await visit.Page.Locator("#theme").ClickAsync();
        await Expect(body).ToHaveCSSAsync("background-color", turned);
        await visit.Page.ReloadAsync();

        await Expect(body).ToHaveCSSAsync("background-color", turned);
    }

    [Fact]
    public async Task Printed_it_is_light_and_shows_no_controls()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, theme: ColorScheme.Dark);

        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(visit.Page.Locator("body")).ToHaveCSSAsync("background-color", "rgb(255, 255, 255)");
        await Expect(visit.Page.Locator("#uploadContacts h2")).ToBeVisibleAsync();
        foreach (var control in new[] { ".bar", ".sidebar", ".fill", ".copy", ".tab-bar" })
        {
            await Expect(visit.Page.Locator(control).First).ToBeHiddenAsync();
        }
    }
}
