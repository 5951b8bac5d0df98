using System.Text;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Http.Imports;
using Microsoft.Playwright;

namespace ContactBooks.Browser.Specs.Dashboard;

/// <summary>A messy workbook's way into a book, and out of it, as a marketer goes it.</summary>
public sealed partial class ImportJourneySpecs(Chromium chromium)
{
    [Fact]
    public async Task A_wrong_guess_is_corrected_progress_outlives_a_reload_rejects_are_mended_and_all_is_undone()
    {
        // The import holds before it tells of its first batch, until the test has seen it.
        using var gate = new ManualResetEventSlim();
        await using var server = await RunningServer.StartAsync(store => FaultyImports.Of(store, call =>
        {
            if (call == "AdvanceAsync")
            {
                gate.Wait(TimeSpan.FromSeconds(30));
            }
        }));
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync("Retail Leads");
        await using var visit = await DashboardVisit.OpenAsync(chromium, server);
        var page = visit.Page;
        var faults = new List<string>();
        await visit.EnterAsync(server, api.UserUid);

        // 1. A file that is none is told at once; the workbook is taken.
        await visit.GotoAsync($"/books/{book}/import");
        await LookAsync("import-file");
        await page.Locator("input[type=file]").SetInputFilesAsync(File("empty.csv", []));
        await Assertions.Expect(page.Locator("form [role=alert]")).ToContainTextAsync("There is nothing in this file");
        await page.Locator("input[type=file]").SetInputFilesAsync(File("leads.xlsx", MessyWorkbook.Bytes));

        // 2. The right sheet; what looks like a company is a field of their own.
        await page.WaitForURLAsync(AnyColumns());
        await Assertions.Expect(page.GetByText("No column is the phone yet")).ToBeVisibleAsync();
        await page.GetByLabel("Sheet").SelectOptionAsync("Leads");
        await Assertions.Expect(page.GetByLabel("Where “Mobile No.” goes")).ToHaveValueAsync("phone");
        await page.GetByLabel("Where “Company” goes").SelectOptionAsync("customField");
        await page.GetByLabel("Name of the field").Filter(new() { Visible = true }).First.FillAsync("interest");
        await page.Locator("select[name=t4]").SelectOptionAsync("date");
        await LookAsync("import-columns");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();

        // 3. What would come of it; back and forth nothing is lost, and a cell is corrected in its place.
        await Assertions.Expect(page.Locator("[data-figure=created]")).ToHaveTextAsync("2");
        await Assertions.Expect(page.Locator("[data-figure=invalid]")).ToHaveTextAsync("2");
        await LookAsync("import-preview");
        await page.GoBackAsync();
        await Assertions.Expect(page.GetByLabel("Where “Company” goes")).ToHaveValueAsync("customField");
        await page.GoForwardAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Show only rows with problems" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(3); // one of them kept, with a warning
        await page.GetByLabel("Mobile No., row 5").FillAsync("98111 22233");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await LookAsync("import-corrected");
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 3 contacts" }).ClickAsync();

        // 4. Its progress, before and after a reload, to its end.
        await Assertions.Expect(page.Locator(".badge")).ToHaveTextAsync(UnderWay());
        await LookAsync("import-progress");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("progress")).ToBeVisibleAsync();
        gate.Set();
        await Assertions.Expect(page.Locator(".badge.done")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-figure=created]")).ToHaveTextAsync("3");
        await LookAsync("import-result");

        // 5. The refused rows, mended and dropped again.
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Download refused rows" }).ClickAsync());
        var rejects = await System.IO.File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken);
        var mended = rejects.Replace("9.8E+09", "9800000001", StringComparison.Ordinal);
        mended.Should().NotBe(rejects);
        var result = page.Url;
        await page.GetByRole(AriaRole.Link, new() { Name = "Drop the corrected file" }).ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(File("mended.csv", Encoding.UTF8.GetBytes(mended)));
        await page.WaitForURLAsync(AnyColumns());
        await Assertions.Expect(page.GetByLabel("Where “reason” goes")).ToHaveValueAsync("ignored");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import 1 contact" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge.done")).ToBeVisibleAsync();
        (await api.ContactsAsync(book)).Should().HaveCount(4)
            .And.Contain(contact => contact.GetProperty("customFields").GetProperty("interest").GetString() == "Water heater");

        // 6. The first is undone, and stands so in the history.
        await page.GotoAsync(result);
        await page.GetByText("Undo…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo now" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Undone", Exact = true })).ToBeVisibleAsync();
        await LookAsync("import-undone");
        await visit.GotoAsync($"/books/{book}/imports");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await LookAsync("imports");
        (await api.ContactsAsync(book)).Should().ContainSingle();

        faults.Should().BeEmpty();
        visit.Complaints.Should().BeEmpty();

        async Task LookAsync(string name)
        {
            faults.AddRange(await visit.FaultsAsync(name));
            await page.SetViewportSizeAsync(DashboardVisit.PhoneWidth, 900);
            if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth"))
            {
                faults.Add($"{name}: wider than a phone");
            }

            await page.SetViewportSizeAsync(DashboardVisit.DeskWidth, 900);
        }
    }

    private static FilePayload File(string name, byte[] bytes) => new() { Name = name, MimeType = "application/octet-stream", Buffer = bytes };

    [GeneratedRegex("/import/imp_")]
    private static partial Regex AnyColumns();

    [GeneratedRegex("Waiting|Under way")]
    private static partial Regex UnderWay();
}
