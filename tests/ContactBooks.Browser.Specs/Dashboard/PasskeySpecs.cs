using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>Passkeys in a browser that has them: at a name, which is localhost here, since for an address in numbers it has none.</summary>
public sealed class PasskeySpecs(Chromium chromium)
{
    [Fact]
    public async Task One_adds_a_passkey_signs_in_with_it_and_removes_it_and_then_it_signs_nobody_in()
    {
        await using var server = await RunningServer.StartAsync(); // of its own, since its clock is moved
        var api = await server.NewCustomerAsync();
        var site = new UriBuilder(server.Address) { Host = "localhost" }.Uri;
        var (uid, now) = (PublicUid.New(PublicUid.User, server.Clock.GetUtcNow()), server.Clock.GetUtcNow());
        await server.Store.Directory.CreateUserAsync(api.Customer.Id, uid, "Asha Rao", $"{uid[4..]}@example.com", AccountRole.Member, now);
        await server.Store.Accounts.SetPasswordHashAsync(uid, "no password's"); // so that the page has the form to change it
        await using var visit = await DashboardVisit.OpenAsync(chromium, server, DashboardVisit.PhoneWidth, ColorScheme.Dark);
        var page = visit.Page;
        page.Dialog += (_, sure) => sure.AcceptAsync();
        var device = await PasskeyDevice.AttachAsync(page);
        await page.GotoAsync(await Invitations.ToSignInAsync(server.Store, site, uid, now));
        await page.Locator(".account summary").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Your account" }).ClickAsync();

        await AddAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Office laptop"]);
        (await visit.FaultsAsync("account-passkeys")).Should().BeEmpty();
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth")).Should().BeFalse("nothing runs over");
        await AddAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("This device already has a passkey for this account.");

        await SignOutAsync(page);
        (await visit.FaultsAsync("sign-in-passkey")).Should().BeEmpty();
        await device.SetOwnerAsync(false);
        await SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("No passkey was given. Try again, or sign in with your password.");
        await device.SetOwnerAsync(true);
        await SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Contact books");

        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await page.GotoAsync(new Uri(site, "/account").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Remove Office laptop" })).ToHaveCountAsync(0);
        (await visit.FaultsAsync("account-confirm")).Should().BeEmpty();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove Office laptop" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(0);
        await SignOutAsync(page);
        await SignInAsync(page);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("This passkey doesn't sign in to any account here");

        visit.Complaints.Should().BeEmpty();
    }

    private static async Task AddAsync(IPage page)
    {
        await page.GetByLabel("Passkey name").FillAsync("Office laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
    }

    private static async Task SignOutAsync(IPage page)
    {
        await page.Locator(".account summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
    }

    private static Task SignInAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
}
