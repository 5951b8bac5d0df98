using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Files;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard.Imports;

/// <summary>From a file to its contacts, page by page, without scripts.</summary>
public sealed partial class ImportPagesSpecs(RunningServer server)
{
    private const string Messy =
        """
        Full Name,Mobile No.,E-mail,City,Joined
        Asha Rao,98765 43210,asha@example.in,Pune,2024-01-05
        Ravi Kumar,+91 98111 22233,ravi@example.in,Delhi,2024-02-11
        Meera,9.8E+09,meera@example.in,Mumbai,2024-03-09
        No Phone,,nophone@example.in,Chennai,2024-03-01
        Asha Again,9876543210,asha2@example.in,Pune,2024-01-05
        """;

    [Fact]
    public async Task A_messy_file_is_matched_previewed_imported_mended_and_undone()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, """{"phone":"9811122233","displayName":"R. Kumar"}""");
        using var visitor = await Visitor.OfAsync(server, api);

        // The columns as they were found.
        var draft = await visitor.DropAsync(book, "leads.csv", Messy);
        var columns = await visitor.OpenAsync($"{draft}?name=leads.csv");
        columns.Heading.Should().Be("Match columns");
        columns.Text.Should().Contain("leads.csv").And.Contain("98765 43210").And.Contain("by its name and values");

        // One is to go elsewhere; what would become of the rows.
        var preview = $"{draft}/preview?name=leads.csv&f0=displayName&f1=phone&f2=email&f3=customField&k3=town&f4=ignored";
        var shown = await visitor.OpenAsync(preview);
        shown.Heading.Should().Be("Preview");
        FiguresOf(shown).Should().Equal(("created", 1), ("updated", 1), ("skipped", 1), ("invalid", 2));
        shown.Text.Should().Contain("The spreadsheet dropped digits").And.Contain("Import 2 contacts");
        var problems = await visitor.OpenAsync($"{preview}&rows=problems");
        problems.Text.Should().Contain("No phone").And.NotContain("asha@example.in");

        // Begun twice, made once.
        var result = await visitor.StartAsync(preview);
        (await visitor.OpenAsync(preview)).Location.Should().EndWith(result, "the import is made");
        var done = await visitor.OpenAsync(result);
        done.Text.Should().Contain(">Done<").And.Contain("Refused rows: 2").And.Contain("by A customer");
        FiguresOf(done).Should().Equal(("created", 1), ("updated", 1), ("skipped", 1), ("invalid", 2));
        var asha = (await api.ContactsAsync(book)).Single(contact => contact.GetProperty("displayName").GetString() == "Asha Rao");
        asha.GetProperty("customFields").GetProperty("town").GetString().Should().Be("Pune");

        // The refused rows, mended: their columns go where these went, by themselves.
        var rejects = (await visitor.OpenAsync($"{result}/rejects")).Text;
        rejects.Should().Contain("Meera,9.8E+09").And.Contain("INVALID_PHONE");
        var mended = await visitor.DropAsync(book, "mended.csv", rejects.Replace("9.8E+09", "9800000001", StringComparison.Ordinal));
        (await visitor.OpenAsync($"{mended}?name=mended.csv")).Text.Should().Contain("value=\"town\"").And.Contain("as the last time");
        var second = await visitor.StartAsync($"{mended}/preview?name=mended.csv");
        FiguresOf(await visitor.OpenAsync(second)).Should().Equal(("created", 1), ("updated", 0), ("skipped", 0), ("invalid", 1));

        // Undone from the history, where both stand.
        var history = await visitor.OpenAsync($"/books/{book}/imports");
        history.Text.Should().Contain("leads.csv").And.Contain("mended.csv").And.Contain("Upload by the API");
        (await visitor.SendFormAsync($"/books/{book}/imports", $"/history/{result.Split('/')[^1]}/undo")).Location.Should().Be($"/books/{book}/imports");
        var undone = await visitor.OpenAsync(result);
        while (undone.Text.Contains("Being undone", StringComparison.Ordinal))
        {
            undone = await visitor.OpenAsync(result); // as the page loads itself again
        }

        undone.Text.Should().Contain("1 removed, 1 restored");
        (await api.ContactsAsync(book)).Select(contact => contact.GetProperty("displayName").GetString()).Should().BeEquivalentTo("R. Kumar", "Meera");
    }

    [Fact]
    public async Task A_row_that_is_refused_is_told_of_in_the_readers_language()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        visitor.Headers["Accept-Language"] = "hi";
        var draft = await visitor.DropAsync(book, "leads.csv", "Phone,Visits\n9.8E+09,1\n98000 00001,2\n98000 00002,often\n");

        var preview = (await visitor.OpenAsync($"{draft}/preview?name=leads.csv&f0=phone&f1=customField&k1=visits&t1=number")).Text;

        preview.Should().Contain("कुछ अंक हटा दिए (9.8E").And.Contain("यह संख्या नहीं है").And.NotContainAny("The spreadsheet", "This is no");
    }

    [Fact]
    public async Task A_cell_is_corrected_in_the_preview_and_goes_in_so()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        var preview = $"{await visitor.DropAsync(book, "leads.csv", Messy)}/preview?name=leads.csv";

        var asked = await visitor.SendFormAsync(preview, "start", ("check", "1"), ("x4.1", "98000 00001"), ("x5.1", ""));

        asked.Location.Should().Contain("x4.1=98000%2000001").And.NotContain("x5.1", "that is as it was");
        var corrected = await visitor.OpenAsync(asked.Location!);
        FiguresOf(corrected).Should().Equal(("created", 3), ("updated", 0), ("skipped", 1), ("invalid", 1));
        corrected.Text.Should().Contain("class=\"good\"");

        // What is corrected meanwhile goes in with it, asked for or not.
        var started = await visitor.SendFormAsync(asked.Location!, "start", ("x5.1", "98000 00002"));
        (await visitor.OpenAsync($"{started.Location}/events")).Text.Should().Contain("event: end");
        (await api.ContactsAsync(book)).Select(contact => contact.GetProperty("phone").GetString()).Should()
            .BeEquivalentTo("919876543210", "919811122233", "919800000001", "919800000002");
    }

    [Fact]
    public async Task A_workbook_is_read_from_the_sheet_that_is_chosen()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        var workbook = WorkbookFile.Of(
        [
            ("Notes", null, WorkbookFile.Sheet("<row><c t=\"str\"><v>Remember</v></c></row><row><c t=\"str\"><v>to call</v></c></row>")),
            ("Leads", null, WorkbookFile.Sheet("<row><c t=\"str\"><v>Phone</v></c></row><row><c><v>9876543210</v></c></row>")),
        ]);

        var draft = (await visitor.DropAsync(book, "book.xlsx", workbook.ToBytes())).Location!;

        var first = await visitor.OpenAsync(draft);
        first.Text.Should().Contain("Excel workbook").And.Contain("No column is the phone yet");
        (await visitor.OpenAsync(draft.Replace("?", "/preview?", StringComparison.Ordinal))).Location.Should().EndWith(draft, "there is no preview without a phone");
        var second = await visitor.OpenAsync($"{draft}&sheet=Leads");
        second.Text.Should().Contain("9876543210").And.NotContain("No column is the phone yet");
        FiguresOf(await visitor.OpenAsync($"{draft.Replace("?", "/preview?", StringComparison.Ordinal)}&sheet=Leads"))[0].Should().Be(("created", 1));
    }

    [Fact]
    public async Task Pasted_rows_are_a_file()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var draft = (await visitor.DropAsync(book, null, Encoding.UTF8.GetBytes("Name\tMobile\r\nAsha\t9876543210"))).Location!;

        draft.Should().EndWith("?name=pasted.tsv");
        (await visitor.OpenAsync(draft)).Text.Should().Contain("Mobile").And.Contain("9876543210");
    }

    [Fact]
    public async Task What_cannot_be_used_is_told_where_it_was_chosen()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        var empty = await visitor.DropAsync(book, "empty.csv", []);
        empty.Status.Should().Be(422);
        empty.Heading.Should().Be("Import a file");
        empty.Text.Should().Contain("role=\"alert\"").And.Contain("There is nothing in this file");

        visitor.Headers["Accept"] = "text/plain"; // as the script asks
        var broken = await visitor.DropAsync(book, "broken.xlsx", [0x50, 0x4b, 0x03, 0x04, 0, 0]);
        broken.Status.Should().Be(422);
        broken.Text.Should().NotContain("<").And.NotBeEmpty();
    }

    [Fact]
    public async Task Two_columns_for_one_field_are_told_with_all_that_was_chosen()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);
        var draft = await visitor.DropAsync(book, "leads.csv", Messy);

        var refused = await visitor.OpenAsync($"{draft}/preview?name=leads.csv&f0=email&f1=phone&f2=email&f3=ignored&f4=ignored");

        var back = await visitor.OpenAsync(refused.Location!);
        back.Heading.Should().Be("Match columns");
        back.Text.Should().Contain("role=\"alert\"").And.Contain("<option value=\"ignored\" selected");
    }

    [Fact]
    public async Task A_file_of_another_site_is_not_taken()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api);

        foreach (var (header, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Origin", "https://evil.example"), ("Origin", "") })
        {
            visitor.Headers.Clear();
            visitor.Headers[header] = value;
            (await visitor.DropAsync(book, "leads.csv", Encoding.UTF8.GetBytes(Messy))).Status.Should().Be(403, "{0} is {1}", header, value);
        }
    }

    [Fact]
    public async Task Nobody_sees_an_import_of_another_customer()
    {
        var theirs = await server.NewCustomerAsync(countryCode: 91);
        var book = await theirs.NewBookAsync();
        using var owner = await Visitor.OfAsync(server, theirs);
        var draft = await owner.DropAsync(book, "leads.csv", Messy);
        var imported = await owner.StartAsync($"{await owner.DropAsync(book, "more.csv", Messy)}/preview?name=more.csv");
        var mine = await server.NewCustomerAsync();
        var myBook = await mine.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, mine);

        foreach (var address in new[] { draft, $"{draft}/preview", imported, $"{imported}/events", $"{imported}/rejects", $"/books/{book}/imports" })
        {
            (await visitor.OpenAsync(address)).Status.Should().Be(404, address);
            (await visitor.OpenAsync(address.Replace(book, myBook, StringComparison.Ordinal))).Text.Should().NotContain("leads.csv").And.NotContain("Asha");
        }

        (await visitor.SendFormAsync($"/books/{myBook}/import", "/sign-out", ("everywhere", "false"))).Status.Should().Be(302);
        (await visitor.DropAsync(book, "leads.csv", Encoding.UTF8.GetBytes(Messy))).Location.Should().StartWith("/sign-in");
    }

    private static (string Name, int Rows)[] FiguresOf(VisitedPage page) =>
        [.. Figures().Matches(page.Text).Select(match => (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)))];

    [GeneratedRegex("data-figure=\"(\\w+)\">(\\d+)<")]
    private static partial Regex Figures();
}
