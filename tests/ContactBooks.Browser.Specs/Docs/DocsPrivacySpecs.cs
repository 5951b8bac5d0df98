using ContactBooks.Specs.Http;

namespace ContactBooks.Browser.Specs.Docs;

[Collection("The clipboard")]
public sealed class DocsPrivacySpecs(Chromium chromium, RunningServer server)
{
    [Theory]
    [InlineData(DocsVisit.PhoneWidth)]
    [InlineData(DocsVisit.DeskWidth)]
    public async Task All_that_is_loaded_and_asked_by_the_page_and_by_using_it_is_of_this_server(int width)
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, width);
        var page = visit.Page;
        var before = visit.Requests.Count;

        await page.Locator("#uploadContacts [role=tab]").Last.ClickAsync();
        await page.Locator("#uploadContacts .copy").First.ClickAsync();
        await page.Locator("#fill input").First.FillAsync("w91_live_mine");
        await page.Locator("#theme").ClickAsync();
        await page.RunAndWaitForResponseAsync(() => page.Locator("#phone-trial .chips button").Last.ClickAsync(), "**/docs/phone");

        before.Should().Be(6, "the page, its two styles and its three scripts");
        visit.Requests.Should().HaveCount(before + 1, "the phone that was tried");
        visit.Requests.Should().OnlyContain(address => new Uri(address).Authority == server.Address.Authority);
    }

    [Fact]
    public async Task Nothing_that_the_page_does_is_forbidden_by_its_own_policy_or_fails()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        var page = visit.Page;

        await page.RunAndWaitForResponseAsync(() => page.Locator("#phone-trial input").First.FillAsync("7000"), "**/docs/phone");
        await page.ReloadAsync();

        visit.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task The_policy_forbids_what_stands_in_the_page_itself()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);

        await visit.Page.EvaluateAsync(
            "() => document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.injected = true' }))");

        (await visit.Page.EvaluateAsync<bool>("() => 'injected' in window")).Should().BeFalse();
        visit.Complaints.Should().ContainSingle().Which.Should().Contain("Content Security Policy");
    }

    [Fact]
    public async Task A_token_that_is_filled_in_stays_in_its_tab()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address);
        await visit.Page.GetByLabel("Token").FillAsync("w91_live_mine");

        var kept = await visit.Page.EvaluateAsync<string>("() => JSON.stringify({ ...localStorage }) + document.cookie");
        var other = await visit.OpenTabAsync();

        kept.Should().NotContain("w91_live_mine");
        (await other.GetByLabel("Token").InputValueAsync()).Should().BeEmpty();
        (await other.Locator("[data-fill=token]").First.TextContentAsync()).Should().Be("w91_live_xxx");
    }
}
