using ContactBooks.Specs.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Docs;

public sealed class DocsWithoutScriptsSpecs(Chromium chromium, RunningServer server)
{
    [Fact]
    public async Task Without_scripts_all_samples_can_be_read_and_nothing_is_offered_that_needs_them()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, hasScripts: false);
        var samples = visit.Page.Locator("[data-sample]");

        (await samples.CountAsync()).Should().BeGreaterThanOrEqualTo(30);
        foreach (var sample in await samples.AllAsync())
        {
            await Expect(sample).ToBeVisibleAsync();
        }

        foreach (var control in await visit.Page.Locator(".needs-script").AllAsync())
        {
            await Expect(control).ToBeHiddenAsync();
        }

        await Expect(visit.Page.Locator("#uploadContacts .language")).ToHaveTextAsync(["cURL", "Node.js", "PHP", "Python", "C#"]);
        await Expect(visit.Page.Locator("#errors tbody tr")).ToHaveCountAsync(20);
    }

    [Fact]
    public async Task Without_scripts_a_phone_is_tried_by_sending_the_form()
    {
        await using var visit = await DocsVisit.OpenAsync(chromium, server.Address, hasScripts: false);
        var form = visit.Page.Locator("#phone-trial");
        await form.GetByLabel("Phone").FillAsync("(0)7400 123456 <b>");
        await form.GetByLabel("Default country code").FillAsync("44");

        await form.GetByRole(AriaRole.Button, new() { Name = "Normalise" }).ClickAsync();
        await Expect(form.Locator(".result")).ToHaveTextAsync("INVALID_PHONE");
        await Expect(form.GetByLabel("Phone")).ToHaveValueAsync("(0)7400 123456 <b>");

        await form.GetByLabel("Phone").FillAsync("07400 123456");
        await form.GetByRole(AriaRole.Button, new() { Name = "Normalise" }).ClickAsync();
        await Expect(form.Locator(".result")).ToHaveTextAsync("447400123456");

        await form.GetByRole(AriaRole.Button, new() { Name = "९८७६५४३२१०", Exact = true }).ClickAsync();
        await Expect(form.GetByLabel("Phone")).ToHaveValueAsync("९८७६५४३२१०");
        await Expect(visit.Page.Locator("#uploadContacts h2")).ToBeVisibleAsync();
    }
}
