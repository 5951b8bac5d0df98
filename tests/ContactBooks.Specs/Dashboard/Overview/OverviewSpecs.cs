using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Core.Accounts;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Http.Imports;

namespace ContactBooks.Specs.Dashboard.Overview;

/// <summary>The pages of contacts and uploads in pictures: their numbers are those of what was uploaded.</summary>
public sealed partial class OverviewSpecs(RunningServer server)
{
    [Fact]
    public async Task Every_row_of_uploads_and_imports_is_in_it_with_what_became_of_it()
    {
        var api = await server.NewCustomerAsync(countryCode: 91);
        var (leads, others) = (await api.NewBookAsync("Leads"), await api.NewBookAsync("Others"));
        await api.UploadAsync(
            leads,
            """{"phone":"7000782082"}""", """{"phone":"7000782083"}""", """{"phone":"+14155552671"}""", """{"phone":"07000782082"}""",
            """{"phone":"12"}""", """{"displayName":"Nobody"}""");
        await api.UploadAsync(leads, """{"phone":"7000782082","displayName":"Asha"}""");
        await api.ImportToEndAsync(others, "phone,name\n7000782090,Ravi\n7000782083,Meera\nnothing,Nobody\n", "?hasHeader=true");
        using var visitor = await Visitor.OfAsync(server, api);

        var all = await visitor.OpenAsync("/overview");
        var ofOthers = await visitor.OpenAsync($"/books/{others}/overview");

        RowsOf(all).Should().Equal("4", "2", "1", "3");
        all.Text.Should().Contain("""<h2>Uploaded rows <b class="number">10</b></h2>""").And.Contain("""<h2>Contacts <b class="number">4</b></h2>""");
        BarsOf(all).Should().Equal(("Not a phone number", "2"), ("No phone", "1"), ("India", "3"), ("United States and others", "1"));
        RowsOf(ofOthers).Should().Equal("1", "1", "0", "1");
        ofOthers.Text.Should().Contain("""<h2>Contacts <b class="number">2</b></h2>""");
        BarsOf(ofOthers).Should().Equal(("Not a phone number", "1"));
    }

    [Fact]
    public async Task A_retry_is_not_counted_nor_what_was_only_tried()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var upload = Api.Upload("""{"phone":"7000782082"}""");
        await api.PostAsync($"{Api.Bulk(book)}?dryRun=true", upload);
        await api.PostAsync(Api.Bulk(book), upload, ("Idempotency-Key", "first"));
        await api.PostAsync(Api.Bulk(book), upload, ("Idempotency-Key", "first"));
        using var visitor = await Visitor.OfAsync(server, api);

        RowsOf(await visitor.OpenAsync("/overview")).Should().Equal("1", "0", "0", "0");
    }

    [Fact]
    public async Task Where_there_is_nothing_it_says_what_to_do()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        using var visitor = await Visitor.OfAsync(server, api, AccountRole.Member);

        (await visitor.OpenAsync("/overview")).Text.Should().Contain("Nothing to show yet").And.Contain("""<a class="button primary" href="/books">""");
        (await visitor.OpenAsync($"/books/{book}/overview")).Text.Should().Contain($"""<a class="button primary" href="/books/{book}/import">Import a file""");
    }

    [Fact]
    public async Task A_customer_sees_no_numbers_of_another()
    {
        var theirs = await server.NewCustomerAsync();
        var book = await theirs.NewBookAsync();
        await theirs.UploadAsync(book, """{"phone":"7000782082"}""");
        using var visitor = await Visitor.OfAsync(server, await server.NewCustomerAsync());
        using var nobody = new Visitor(server);

        (await visitor.OpenAsync("/overview")).Text.Should().Contain("Nothing to show yet");
        (await visitor.OpenAsync($"/books/{book}/overview")).Status.Should().Be(404);
        (await nobody.OpenAsync("/overview")).Location.Should().StartWith("/sign-in");
    }

    [Fact]
    public async Task It_is_in_the_readers_language_and_has_no_style_of_its_own()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(1000));
        await api.UploadAsync(book, """{"phone":"12"}""");
        using var visitor = await Visitor.OfAsync(server, api);
        visitor.Headers["Accept-Language"] = "hi-IN,hi;q=0.9";

        var page = await visitor.OpenAsync("/overview");

        page.Heading.Should().Be("सारांश");
        page.Text.Should().Contain("भारत").And.Contain("6 जून").And.Contain("1,000").And.NotContain(" style=").And.NotContain("<script>");
    }

    /// <summary>The one day's rows: created, updated, skipped, refused.</summary>
    private static IEnumerable<string> RowsOf(VisitedPage page) =>
        OutcomeCells().Matches(page.Text).Select(cell => cell.Groups[1].Value);

    private static IEnumerable<(string Name, string Count)> BarsOf(VisitedPage page) =>
        BarItems().Matches(page.Text).Select(bar => (WebUtility.HtmlDecode(bar.Groups[1].Value), bar.Groups[2].Value));

    [GeneratedRegex("""data-label="(?:Created|Updated|Skipped|Refused)">([\d,]+)</td>""")]
    private static partial Regex OutcomeCells();

    [GeneratedRegex("""<li>\s*<span>([^<]+?)\s*(?:<span class="note" dir="ltr">[^<]+</span>)?</span>\s*<span class="number">([\d,]+) """)]
    private static partial Regex BarItems();
}
