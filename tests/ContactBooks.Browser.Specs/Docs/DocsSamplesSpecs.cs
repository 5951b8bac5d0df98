using ContactBooks.Specs.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Docs;

/// <summary>In turn with whatever else copies: a browser has one clipboard for all its pages.</summary>
[Collection("The clipboard")]
public sealed class DocsSamplesSpecs(Chromium chromium, RunningServer server)
{
    private static readonly string[] Languages = ["cURL", "Node.js", "PHP", "Python", "C#"];

    [Theory]
    [InlineData("curl", "cURL")]
    [InlineData("node", "Node.js")]
    [InlineData("php", "PHP")]
    [InlineData("python", "Python")]
    [InlineData("csharp", "C#")]
    public async Task A_language_is_chosen_for_all_samples_at_once_and_stays_chosen(string id, string name)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await ShowsOnlyAsync(visit.Page, "curl", "cURL");

        await visit.Page.Locator("#listContacts").GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();
        await ShowsOnlyAsync(visit.Page, id, name);
        await visit.Page.ReloadAsync();

        await ShowsOnlyAsync(visit.Page, id, name);
    }

    [Fact]
    public async Task A_language_that_is_no_longer_there_is_as_if_none_was_chosen()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await visit.Page.EvaluateAsync("() => localStorage.setItem('docs.language', 'cobol')");

        await visit.Page.ReloadAsync();

        await ShowsOnlyAsync(visit.Page, "curl", "cURL");
    }

    [Fact]
    public async Task The_sample_that_was_chosen_stays_where_it_is_on_the_screen()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var tab = visit.Page.Locator("#uploadContacts").GetByRole(AriaRole.Tab, new() { Name = "C#" });
        await tab.ScrollIntoViewIfNeededAsync();
        var before = await tab.BoundingBoxAsync();

        await tab.ClickAsync();

        (await tab.BoundingBoxAsync())!.Y.Should().BeApproximately(before!.Y, 1);
    }

    [Fact]
    public async Task The_tabs_are_walked_with_the_keyboard()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var tabs = visit.Page.Locator("#uploadContacts").GetByRole(AriaRole.Tab);
        await Expect(tabs).ToHaveTextAsync(Languages);
        await tabs.First.FocusAsync();

        await PressAsync("ArrowRight", "Node.js");
        await PressAsync("ArrowRight", "PHP");
        await PressAsync("ArrowLeft", "Node.js");
        await PressAsync("End", "C#");
        await PressAsync("ArrowRight", "cURL");
        await PressAsync("ArrowLeft", "C#");
        await PressAsync("Home", "cURL");
        await visit.Page.Keyboard.PressAsync("Tab");

        await Expect(visit.Page.Locator("#uploadContacts .tabs .copy")).ToBeFocusedAsync();

        async Task PressAsync(string key, string language)
        {
            await visit.Page.Keyboard.PressAsync(key);
            var tab = visit.Page.Locator("#uploadContacts").GetByRole(AriaRole.Tab, new() { Name = language });
            await Expect(tab).ToBeFocusedAsync();
            await Expect(tab).ToHaveAttributeAsync("aria-selected", "true");
        }
    }

    [Fact]
    public async Task The_address_in_every_sample_is_the_servers_own()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);

        var samples = await visit.Page.Locator("[data-sample]").AllTextContentsAsync();

        samples.Should().HaveCountGreaterThanOrEqualTo(30);
        samples.Should().OnlyContain(sample => sample.Contains($"\"http://{server.Address.Authority}/api/v2/contact-books"));
    }

    [Fact]
    public async Task The_readers_token_and_book_are_filled_in_everywhere_and_stay_while_the_tab_is_open()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await visit.Page.GetByLabel("Token").FillAsync("w91_live_mine");
        await visit.Page.GetByLabel("Book", new() { Exact = true }).FillAsync("grp_mine");
        await AreFilledInAsync("w91_live_mine", "grp_mine");

        await visit.Page.ReloadAsync();
        await AreFilledInAsync("w91_live_mine", "grp_mine");

        await visit.Page.GetByLabel("Token").FillAsync("");
        await AreFilledInAsync("w91_live_xxx", "grp_mine");

        async Task AreFilledInAsync(string token, string book)
        {
            (await visit.Page.Locator("[data-fill=token]").AllTextContentsAsync()).Should().OnlyContain(text => text == token);
            (await visit.Page.Locator("[data-fill=book]").AllTextContentsAsync()).Should().OnlyContain(text => text == book);
            (await visit.Page.Locator("[data-sample='uploadContacts.py']").TextContentAsync()).Should()
                .Contain($"Bearer {token}\"").And.Contain($"/contact-books/{book}/contacts/bulk");
        }
    }

    [Theory]
    [InlineData("PHP", "uploadContacts.php")]
    [InlineData("cURL", "uploadContacts.sh")]
    public async Task The_button_copies_the_sample_that_is_shown(string language, string sample)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var endpoint = visit.Page.Locator("#uploadContacts");
        await endpoint.GetByRole(AriaRole.Tab, new() { Name = language }).ClickAsync();

        await endpoint.Locator(".tabs .copy").ClickAsync();

        await Expect(visit.Page.Locator("#announcer")).ToHaveTextAsync("Copied");
        (await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()"))
            .Should().Be(await visit.Page.Locator($"[data-sample='{sample}']").TextContentAsync());
    }

    [Fact]
    public async Task It_says_for_two_seconds_that_it_has_copied()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await visit.Page.Clock.InstallAsync();
        await visit.Page.Clock.PauseAtAsync(DateTime.UtcNow.AddHours(1));
        var button = visit.Page.Locator("#uploadContacts .tabs .copy");

        await button.ClickAsync();
        await Expect(button).ToHaveTextAsync("Copied");

        await visit.Page.Clock.RunForAsync(1999);
        await Expect(button).ToHaveTextAsync("Copied");
        await visit.Page.Clock.RunForAsync(1);
        await Expect(button).ToHaveTextAsync("Copy");
    }

    [Fact]
    public async Task Where_the_browser_lets_no_page_copy_the_sample_is_selected_instead()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await visit.Page.EvaluateAsync("() => Object.defineProperty(navigator, 'clipboard', { value: undefined })"); // as over plain HTTP
        var endpoint = visit.Page.Locator("#uploadContacts");

        await endpoint.Locator(".tabs .copy").ClickAsync();

        await Expect(visit.Page.Locator("#announcer")).ToContainTextAsync("Selected");
        (await visit.Page.EvaluateAsync<string>("() => getSelection().toString()"))
            .Should().Be(await visit.Page.Locator("[data-sample='uploadContacts.sh']").TextContentAsync());
    }

    [Fact]
    public async Task The_button_of_a_body_copies_it()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var body = visit.Page.Locator("#renameContactBook figure").First;

        await body.Locator(".copy").ClickAsync();

        await Expect(visit.Page.Locator("#announcer")).ToHaveTextAsync("Copied");
        (await visit.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Should().StartWith("{").And.Contain("\"name\"");
    }

    private static async Task ShowsOnlyAsync(IPage page, string id, string name)
    {
        await Expect(page.Locator("[role=tab][aria-selected=true]").First).ToHaveTextAsync(name);
        (await page.Locator("[role=tab][aria-selected=true]").AllTextContentsAsync()).Should().OnlyContain(text => text == name);
        var shown = await page.Locator(".panel:visible").EvaluateAllAsync<string[]>("panels => panels.map(panel => panel.dataset.language)");
        shown.Should().HaveCountGreaterThanOrEqualTo(6).And.OnlyContain(language => language == id);
    }
}
