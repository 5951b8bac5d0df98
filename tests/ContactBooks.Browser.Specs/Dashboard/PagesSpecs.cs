using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Specs.Http;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>Every page, as it looks and as it is read out: each width, theme and language once, since all of them together take minutes.</summary>
public sealed class PagesSpecs(Chromium chromium, RunningServer server)
{
    [Theory]
    [InlineData(DashboardVisit.PhoneWidth, ColorScheme.Light, "en-IN")]
    [InlineData(DashboardVisit.DeskWidth, ColorScheme.Dark, "hi-IN")]
    public async Task Axe_finds_no_fault_nothing_runs_over_and_the_browser_complains_of_nothing(int width, ColorScheme theme, string language)
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync("Retail Leads");
        await api.UploadAsync(
            book,
            """{"phone":"7000782082","displayName":"Asha Rao","email":"asha@example.com","customFields":{"city":"Pune","vip":true,"tags":["a","b"]}}""",
            """{"phone":"+971501234567","displayName":"فاطمة"}""",
            """{"phone":"9876543210","companyName":"Kumar & Sons"}""",
            """{"phone":"12"}""", """{"phone":"07000782082"}""");
        await api.PostAsync("/api/v2/suppressions", """{"phones":["+971501234567",{"phone":"+917000782083","reason":"STOP"}]}""");
        var contacts = await api.ContactsAsync(book);
        var asha = contacts.Select(contact => contact.GetProperty("uid").GetString()).First();
        var selected = string.Concat(contacts.Select(contact => $"&contact={contact.GetProperty("uid").GetString()}"));
        var upload = (await api.GetAsync("/api/v2/uploads")).Succeeds("Uploads retrieved").GetProperty("uploads")[0].GetProperty("uid").GetString();
        var empty = await api.NewBookAsync("Nobody yet");
        var now = server.Clock.GetUtcNow();
        await server.Store.Directory.CreateUserAsync(api.Customer.Id, PublicUid.New(PublicUid.User, now), "Ravi Kumar", "ravi@example.com", AccountRole.Member, now);
        var operatorUid = PublicUid.New(PublicUid.Operator, now);
        await server.Store.Accounts.CreateOperatorAsync(new NewOperator(operatorUid, "Meera", $"{operatorUid}@example.com", null), null, now);
        await using var visit = await DashboardVisit.OpenAsync(chromium, server, width, theme, language);
        var (faults, looked) = (new List<string>(), 0);

        await LookAsync("sign-in", "/sign-in");
        await visit.EnterAsync(server, operatorUid);
        await LookAsync("customers", "/customers");
        await LookAsync("customer", $"/customers/{api.Customer.Uid}");
        await LookAsync("new-customer", "/customers/new");
        await LookAsync("users", "/users");
        await LookAsync("health", "/health");
        await visit.EnterAsync(server, api.UserUid);
        await LookAsync("books", "/books");
        await LookAsync("new-book", "/books/new");
        await LookAsync("book", $"/books/{book}");
        await LookAsync("empty-book", $"/books/{empty}");
        await LookAsync("book-settings", $"/books/{book}/settings");
        await LookAsync("book-columns", $"/books/{book}?field=city&field=vip&sort=name&change={upload}");
        await LookAsync("book-remove", $"/books/{book}/tidy?do=Remove{selected}");
        await LookAsync("book-move", $"/books/{book}/tidy?do=Move{selected}");
        await LookAsync("contact", $"/contacts/{asha}?change={upload}");
        await LookAsync("overview", "/overview");
        await LookAsync("book-overview", $"/books/{book}/overview");
        await LookAsync("history", "/history");
        await LookAsync("opt-outs", "/opt-outs");
        await visit.Page.Locator("details:has(input[type=file]) summary").ClickAsync();
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "stop.csv", MimeType = "text/csv", Buffer = "Mobile,Reason\n9800000001,STOP\nnonsense,\n"u8.ToArray() });
        await visit.Page.Locator("form:has(input[type=file]) button").ClickAsync();
        await LookHereAsync("opt-outs-file");
        await LookAsync("tokens", "/tokens");
        await LookAsync("people", "/people");
        await LookAsync("account", "/account");
        await LookAsync("not-found", "/books/grp_nothing");

        faults.Should().BeEmpty();
        visit.Complaints.Should().BeEmpty();

        async Task LookAsync(string name, string path)
        {
            await visit.GotoAsync(path);
            await LookHereAsync(name);
        }

        async Task LookHereAsync(string name)
        {
            // In the one look or the other, in turns: axe takes longer than all the rest.
            if (looked++ % 2 == (theme == ColorScheme.Dark ? 0 : 1) || DashboardVisit.TakesPictures)
            {
                faults.AddRange(await visit.FaultsAsync(name));
            }

            if (await visit.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"))
            {
                faults.Add($"{name}: wider than the window");
            }
        }
    }
}
