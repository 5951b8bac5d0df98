using System.Diagnostics;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Reliability;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>
/// A book with many contacts, looked through by somebody. With <c>CONTACTBOOKS_SOAK=1</c> it has 1,000,000, and what each step took is told
/// and has its bound. The first to open and to sort a book of a new server, whose code isn't compiled yet, have none.
/// </summary>
public sealed class BigBookSpecs(Chromium chromium)
{
    private const int UploadRows = 1000;
    private static readonly int Contacts = Soak.Is ? 1_000_000 : 2000;
    private const string First = "the first";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    private readonly List<(string Step, TimeSpan Took)> _steps = [];

    [Fact]
    public async Task Pages_follow_each_other_however_they_are_sorted_and_any_contact_is_found_as_it_is_typed()
    {
        await using var server = await RunningServer.StartAsync();
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        for (var from = 0; from < Contacts; from += UploadRows)
        {
            await api.UploadAsync(book, Api.Rows(UploadRows, from));
        }

        await using var visit = await DashboardVisit.OpenAsync(chromium, server);
        var page = visit.Page;
        var rows = page.Locator("tbody tr");
        await visit.EnterAsync(server, api.UserUid);
        await StepAsync($"{First} to open it", () => visit.GotoAsync($"/books/{book}"), rows, 50);
        await StepAsync($"{First} to sort it", () => visit.GotoAsync($"/books/{book}?sort=name"), rows, 50);
        await StepAsync("open", () => visit.GotoAsync($"/books/{book}"), rows, 50);
        var seen = new HashSet<string>(await NamesAsync());
        for (var next = 0; next < 20; next++)
        {
            await StepAsync("next page", NextAsync, rows, 50);
            seen.UnionWith(await NamesAsync());
        }

        seen.Should().HaveCount(21 * 50, "no contact comes twice, and none is left out");

        var byName = page.GetByRole(AriaRole.Link, new() { Name = "Name" });
        await StepAsync("sort by name", () => byName.ClickAsync(), page.Locator("th[aria-sort=ascending]"), 1);
        seen = [.. await NamesAsync()];
        seen.Should().Contain(["Contact 0", "Contact 1", "Contact 10"]);
        for (var next = 0; next < 5; next++)
        {
            await StepAsync("next page by name", NextAsync, rows, 50);
            seen.UnionWith(await NamesAsync());
        }

        seen.Should().HaveCount(6 * 50).And.OnlyContain(name => name == "Contact 0" || name.StartsWith("Contact 1", StringComparison.Ordinal));
        await StepAsync("sort by name, backwards", () => byName.ClickAsync(), page.Locator("th[aria-sort=descending]"), 1);
        (await NamesAsync())[0].Should().Be($"Contact {(Soak.Is ? 999_999 : 999)}");

        var search = page.GetByRole(AriaRole.Searchbox);
        var last = page.GetByText($"Contact {(Soak.Is ? 129_999 : 1299)}", new() { Exact = true });
        await StepAsync("search while sorted", () => search.FillAsync("contact 12"), last, 1);
        foreach (var wanted in new[] { (Contacts / 2) + 17, Contacts * 3 / 4, Contacts - 1 })
        {
            await visit.GotoAsync($"/books/{book}");
            await StepAsync("search a phone", () => search.FillAsync($"98{wanted:D8}"), rows, 1);
            (await NamesAsync()).Should().Equal($"Contact {wanted}");
            await StepAsync("empty the search", () => search.FillAsync(""), rows, 50);
            await StepAsync("search a name", () => search.FillAsync($"contact {wanted}"), page.GetByText($"Contact {wanted}", new() { Exact = true }), 1);
        }

        await StepAsync("search nobody", () => search.FillAsync("zzzzzz"), page.GetByText("Nothing matches."), 1);
        Tell();
        visit.Complaints.Should().BeEmpty();

        async Task NextAsync()
        {
            var here = page.Url;
            await page.Locator("a[rel=next]").ClickAsync();
            await page.WaitForURLAsync(address => address != here);
        }

        async Task<IReadOnlyList<string>> NamesAsync() => await page.GetByRole(AriaRole.Rowheader).AllInnerTextsAsync();
    }

    /// <summary>Does something, and waits until the page shows what should come of it.</summary>
    private async Task StepAsync(string step, Func<Task> act, ILocator shown, int count)
    {
        var clock = Stopwatch.StartNew();
        await act();
        await Expect(shown).ToHaveCountAsync(count);
        _steps.Add((step, clock.Elapsed));
    }

    private void Tell()
    {
        foreach (var step in _steps.GroupBy(step => step.Step, step => step.Took.TotalMilliseconds))
        {
            var took = step.Order().ToArray();
            TestContext.Current.TestOutputHelper?.WriteLine($"{Contacts:N0} contacts, {step.Key}: median {took[took.Length / 2]:0} ms, most {took[^1]:0} ms, {took.Length} times");
        }

        if (Soak.Is)
        {
            _steps.Should().OnlyContain(step => step.Took < Bound || step.Step.StartsWith(First));
        }
    }
}
