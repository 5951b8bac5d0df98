using System.Diagnostics;
using ContactBooks.Server.Accounts;
using ContactBooks.Specs.Http;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>From the link that a new server prints to the first call of the API.</summary>
public sealed class FirstRunSpecs(Chromium chromium)
{
    private const string Password = "correct horse battery staple";

    [Fact]
    public async Task An_operator_makes_an_account_a_customer_a_book_and_a_token_that_curl_gets_in_with()
    {
        await using var server = await RunningServer.StartAsync();
        var link = await Invitations.OfFirstOperatorAsync(server.Store, server.Address, server.Clock.GetUtcNow());
        await using var visit = await DashboardVisit.OpenAsync(chromium, server);
        var page = visit.Page;

        await page.GotoAsync(link!);
        await page.GetByLabel("Your name").FillAsync("Asha Rao");
        await page.GetByLabel("Email address").FillAsync("asha@example.com");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the account" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New customer" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Acme Retail");
        await page.GetByLabel("Country code").FillAsync("91");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the customer" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "New book" }).First.ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Retail Leads");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the book" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Retail Leads");

        await page.GetByRole(AriaRole.Link, new() { Name = "API tokens" }).ClickAsync();
        await page.GetByLabel("What it is for").FillAsync("Nightly sync");
        await page.GetByRole(AriaRole.Button, new() { Name = "Create the token" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy: curl" }).ClickAsync();
        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");

        (await RunAsync(copied)).Should().Contain("\"name\":\"Retail Leads\"");
        visit.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task Whoever_is_invited_sets_a_password_and_signs_in_with_it_and_out_everywhere()
    {
        await using var server = await RunningServer.StartAsync();
        var api = await server.NewCustomerAsync();
        await using var owner = await DashboardVisit.OpenAsync(chromium, server);
        await owner.EnterAsync(server, api.UserUid);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "People" }).ClickAsync();
        await owner.Page.GetByText("Invite someone").ClickAsync();
        await owner.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Ravi Kumar");
        await owner.Page.GetByLabel("Email address").FillAsync("ravi@example.com");
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        var link = await owner.Page.GetByLabel("Link", new() { Exact = true }).TextContentAsync();

        await using var invited = await DashboardVisit.OpenAsync(chromium, server);
        await invited.Page.GotoAsync(link!);
        await invited.Page.GetByLabel("New password").FillAsync(Password);
        await invited.Page.GetByRole(AriaRole.Button, new() { Name = "Set your password" }).ClickAsync();
        await Assertions.Expect(invited.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Contact books");

        await using var elsewhere = await DashboardVisit.OpenAsync(chromium, server);
        await elsewhere.GotoAsync("/");
        await elsewhere.Page.GetByLabel("Email address").FillAsync("ravi@example.com");
        await elsewhere.Page.GetByLabel("Password").FillAsync(Password);
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(elsewhere.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Contact books");

        await elsewhere.Page.Locator(".account summary").ClickAsync();
        await elsewhere.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await invited.GotoAsync("/books");
        await Assertions.Expect(invited.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
    }

    [Fact]
    public async Task Of_two_browsers_neither_sees_the_other_customers_books()
    {
        await using var server = await RunningServer.StartAsync();
        var (one, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var book = await one.NewBookAsync("Book of one");
        await other.NewBookAsync("Book of the other");
        await using var first = await DashboardVisit.OpenAsync(chromium, server);
        await using var second = await DashboardVisit.OpenAsync(chromium, server);

        await first.EnterAsync(server, one.UserUid);
        await second.EnterAsync(server, other.UserUid);

        await Assertions.Expect(first.Page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Book of one"]);
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Rowheader)).ToHaveTextAsync(["Book of the other"]);
        (await second.GotoAsync($"/books/{book}"))!.Status.Should().Be(404);
    }

    /// <summary>Runs a line as somebody would who pastes it into a shell.</summary>
    private static async Task<string> RunAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
