using ContactBooks.Specs.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>What scripts add to the contacts of a book.</summary>
public sealed class ContactsSpecs(Chromium chromium, RunningServer server)
{
    [Fact]
    public async Task Columns_come_as_they_are_chosen_and_all_contacts_are_selected_removed_and_had_back()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha","customFields":{"city":"Pune"}}""", """{"phone":"7000782083","displayName":"Ravi"}""");
        await using var visit = await DashboardVisit.OpenAsync(chromium, server);
        await visit.EnterAsync(server, api.UserUid);
        await visit.GotoAsync($"/books/{book}");
        var page = visit.Page;

        await page.GetByText("Columns", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("city").CheckAsync();
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Pune" })).ToBeVisibleAsync();
        page.Url.Should().EndWith("field=city");
        await page.Keyboard.PressAsync("Escape");

        await page.GetByLabel("Select all on this page").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove from the book" }).ClickAsync();
        await Expect(page.GetByText("Are in no other book and will be deleted: 2")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove from the book" }).ClickAsync();
        await Expect(page.GetByText("Deleted: 2.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.GetByText("Undone: it is as it was before.")).ToBeVisibleAsync();

        (await api.ContactsAsync(book)).Should().HaveCount(2);
        visit.Complaints.Should().BeEmpty();
    }

    [Fact]
    public async Task How_they_are_sorted_is_kept_while_they_are_searched()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Ravi"}""", """{"phone":"7000782083","displayName":"Asha"}""", """{"phone":"7000782084","displayName":"Zoë"}""");
        await using var visit = await DashboardVisit.OpenAsync(chromium, server);
        await visit.EnterAsync(server, api.UserUid);
        await visit.GotoAsync($"/books/{book}");
        var page = visit.Page;
        var names = page.GetByRole(AriaRole.Rowheader);

        await page.GetByRole(AriaRole.Link, new() { Name = "Name" }).ClickAsync();
        await Expect(names).ToHaveTextAsync(["Asha", "Ravi", "Zoë"]);
        await page.GetByRole(AriaRole.Searchbox).FillAsync("a");
        await Expect(names).ToHaveTextAsync(["Asha", "Ravi"]);
        await page.GetByLabel("Sort by").SelectOptionAsync("Phone, lowest first");
        await Expect(names).ToHaveTextAsync(["Ravi", "Asha"]);
        await Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "Phone" })).ToHaveAttributeAsync("aria-sort", "ascending");
        await page.ReloadAsync();
        await Expect(names).ToHaveTextAsync(["Ravi", "Asha"]);

        visit.Complaints.Should().BeEmpty();
    }
}
