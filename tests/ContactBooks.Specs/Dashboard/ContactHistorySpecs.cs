using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Http.Imports;

namespace ContactBooks.Specs.Dashboard;

/// <summary>What a contact's page tells of the changes that touched it.</summary>
public sealed partial class ContactHistorySpecs(RunningServer server)
{
    private const string Asha = """{"phone":"7000782082","displayName":"Asha Rao","email":"asha@example.com","customFields":{"city":"Pune","visits":7}}""";

    [Fact]
    public async Task Uploads_tell_their_token_edits_their_person_and_both_the_former_values()
    {
        var (api, book, address) = await NewContactAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha R.","companyName":"Kumar & Sons"}""");
        using var visitor = await Visitor.OfAsync(server, api);
        await visitor.SendFormAsync(address, "edit", ("email", ""), ("customFields.city", "Agra"), ("customFields.visits", "7"));

        var history = await HistoryAsync(visitor, address);

        history.Should().Equal(
            "Edit by hand | A customer | Changed values. Before they were: Email: asha@example.com city: Pune",
            "Upload by the API | A customer · by the token Specs | Changed values. Before they were: Name: Asha Rao Company: (empty)",
            "Upload by the API | A customer · by the token Specs | Made it in the book Retail Leads");
    }

    [Fact]
    public async Task An_import_is_told_by_its_file_and_leads_to_its_page()
    {
        var (api, _, address) = await NewContactAsync();
        var other = await api.NewBookAsync("Wholesale");
        var import = await api.ImportToEndAsync(other, "Mobile,City\n7000782082,Pune\n", "?defaultCountryCode=91&fileName=leads.csv");
        using var visitor = await Visitor.OfAsync(server, api);

        (await HistoryAsync(visitor, address))[0].Should().StartWith("leads.csv Import of a file | A customer · by the token Specs | Put it into the book Wholesale");
        (await visitor.OpenAsync(address)).Text.Should().Contain($"<a href=\"/books/{other}/imports/{import.GetProperty("uid").GetString()}\"><bdi>leads.csv</bdi></a>");
    }

    [Fact]
    public async Task What_was_undone_says_so_and_what_the_undo_left_says_why()
    {
        var (api, book, address) = await NewContactAsync();
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha R."}""");
        var uploads = (await api.GetAsync("/api/v2/uploads")).Succeeds("Uploads retrieved").GetProperty("uploads");
        foreach (var upload in new[] { uploads[1], uploads[0] })
        {
            (await api.PostAsync($"/api/v2/uploads/{upload.GetProperty("uid").GetString()}/undo", "")).Succeeds("Upload undone");
        }

        using var visitor = await Visitor.OfAsync(server, api);

        (await HistoryAsync(visitor, address)).Select(row => row.Split(" | ")[^1]).Should().Equal(
            "Changed values. Before they were: Name: Asha Rao Undone",
            "Made it in the book Retail Leads Undone, but this contact was left as it is: edited since");
    }

    [Fact]
    public async Task A_deleted_book_is_named_by_what_deleted_it_and_by_nothing_before()
    {
        var (api, book, address) = await NewContactAsync();
        var other = await api.NewBookAsync("Wholesale");
        await api.UploadAsync(other, Asha);
        using var visitor = await Visitor.OfAsync(server, api);
        await visitor.SendFormAsync($"/books/{book}/settings", "delete");

        // Its contacts leave it in the background.
        while (!(await visitor.OpenAsync("/history?kind=BookDeletion")).Text.Contains("1 taken out", StringComparison.Ordinal))
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        (await HistoryAsync(visitor, address)).Should().Equal(
            "Deletion of a book | A customer | Took it out of Retail Leads",
            "Upload by the API | A customer · by the token Specs | Put it into the book Wholesale",
            "Upload by the API | A customer · by the token Specs | Made it in the book deleted");
    }

    [Fact]
    public async Task More_than_a_page_is_looked_further_back_for()
    {
        var (api, book, address) = await NewContactAsync();
        for (var n = 1; n <= 20; n++)
        {
            await api.UploadAsync(book, $$"""{"phone":"7000782082","displayName":"Asha {{n}}"}""");
        }

        using var visitor = await Visitor.OfAsync(server, api);
        var newest = await visitor.OpenAsync(address);
        var further = WebUtility.HtmlDecode(Further().Match(newest.Text).Groups[1].Value);

        (await HistoryAsync(visitor, address)).Should().HaveCount(20).And.NotContain(row => row.Contains("Made it", StringComparison.Ordinal));
        newest.Text.Should().Contain("Looked back to");
        further.Should().EndWith("#history");
        (await HistoryAsync(visitor, further)).Should().ContainSingle().Which.Should().Contain("Made it in the book Retail Leads");
        (await visitor.OpenAsync($"{address}?cursor=nonsense")).Text.Should().Contain("Asha 19");
    }

    [Fact]
    public async Task Where_nothing_is_recorded_it_says_so()
    {
        await using var forgetful = await RunningServer.StartAsync(configured: settings => settings with { UndoDays = 0 });
        var api = await forgetful.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Asha);
        using var visitor = await Visitor.OfAsync(forgetful, api);

        var page = await visitor.OpenAsync($"/contacts/{(await api.OnlyContactAsync(book)).GetProperty("uid").GetString()}");

        page.Text.Should().Contain("This server keeps no history of changes.").And.NotContain("Look further back");
    }

    private async Task<(Api Api, string Book, string Address)> NewContactAsync()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Asha);
        return (api, book, $"/contacts/{(await api.OnlyContactAsync(book)).GetProperty("uid").GetString()}");
    }

    /// <summary>The rows of the section as they are read, but for their times.</summary>
    private static async Task<IReadOnlyList<string>> HistoryAsync(Visitor visitor, string address)
    {
        var section = (await visitor.OpenAsync(address)).Text.Split("<section id=\"history\">")[1];
        section.Should().Contain("Changes are kept for 30 days");
        return
        [
            .. from row in Rows().Matches(section).Skip(1)
               let cells = Cells().Matches(row.Value).Select(cell => TextOf(cell.Value)).ToList()
               select string.Join(" | ", cells.Where((_, column) => column != 1)).TrimEnd(),
        ];
    }

    private static string TextOf(string html) =>
        Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ").Replace(" :", ":", StringComparison.Ordinal).Trim();

    [GeneratedRegex("<tr>.*?</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<(td|th)\\b.*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex Cells();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]*)\"")]
    private static partial Regex Further();
}
