using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>What came into all books of a customer, and what left them.</summary>
public sealed class HistoryPageSpecs(RunningServer server)
{
    [Fact]
    public async Task A_deleted_book_is_taken_back_from_the_history()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync("Retail Leads");
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha Rao"}""");
        using var visitor = await Visitor.OfAsync(server, api);
        await visitor.SendFormAsync($"/books/{book}/settings", "delete");
        var deleted = await visitor.OpenAsync("/history?kind=BookDeletion");
        deleted.Text.Should().Contain("Retail Leads").And.NotContain($"href=\"/books/{book}\"").And.Contain("The book comes back");
        deleted.Text.Should().Contain("<bdi>A customer</bdi>", "who deleted it");

        var undo = System.Text.RegularExpressions.Regex.Match(deleted.Text, "/history/chg_[^/]+/undo").Value;
        (await visitor.SendFormAsync("/history", undo)).Location.Should().Be("/history");

        (await visitor.OpenAsync($"/books/{book}")).Heading.Should().Be("Retail Leads");
        (await visitor.OpenAsync("/history")).Text.Should().Contain($"href=\"/books/{book}\"");
    }

    [Fact]
    public async Task It_is_of_one_kind_or_of_one_book_where_that_is_asked_for()
    {
        var api = await server.NewCustomerAsync();
        var (leads, others) = (await api.NewBookAsync("Retail Leads"), await api.NewBookAsync("Others"));
        await api.UploadAsync(leads, """{"phone":"7000782082"}""");
        await api.UploadAsync(others, """{"phone":"9876543210"}""", """{"phone":"9876543211"}""");
        using var visitor = await Visitor.OfAsync(server, api);

        var all = (await visitor.OpenAsync("/history")).Text;
        all.Should().Contain("1 new").And.Contain("2 new").And.Contain("by the token Specs");
        (await visitor.OpenAsync($"/history?book={leads}")).Text.Should().Contain("1 new").And.NotContain("2 new");
        (await visitor.OpenAsync("/history?kind=Upload")).Text.Should().Contain("1 new");
        (await visitor.OpenAsync("/history?kind=Move")).Text.Should().Contain("There are none of these.");
        (await visitor.OpenAsync($"/books/{others}/imports")).Text.Should().Contain("2 new").And.NotContain("1 new");
        all.Should().Contain("<a href=\"/history\" aria-current=\"page\">");
        var contact = (await api.ContactsAsync(leads)).First().GetProperty("uid").GetString();
        (await visitor.OpenAsync($"/contacts/{contact}")).Text.Should().Contain("<a href=\"/books\" aria-current=\"page\">");
    }

    [Fact]
    public async Task Nobody_sees_or_undoes_what_another_customer_did()
    {
        var theirs = await server.NewCustomerAsync();
        var book = await theirs.NewBookAsync("Secret plans");
        await theirs.UploadAsync(book, """{"phone":"7000782082"}""");
        var upload = (await theirs.GetAsync("/api/v2/uploads")).Succeeds("Uploads retrieved").GetProperty("uploads")[0].GetProperty("uid").GetString();
        var mine = await server.NewCustomerAsync();
        await mine.UploadAsync(await mine.NewBookAsync(), """{"phone":"7000782082"}""");
        using var visitor = await Visitor.OfAsync(server, mine);

        var page = await visitor.OpenAsync("/history");
        page.Text.Should().NotContain("Secret plans").And.NotContain(upload);
        (await visitor.OpenAsync($"/history?book={book}")).Status.Should().Be(404);
        var mark = System.Text.RegularExpressions.Regex.Match(page.Text, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        (await visitor.PostAsync($"/history/{upload}/undo", ("__RequestVerificationToken", mark), ("return", "/"))).Status.Should().Be(404);
        (await visitor.PostAsync($"/history/{upload}/undo", ("return", "/"))).Status.Should().Be(400, "it has no mark of its page");
        (await theirs.ContactsAsync(book)).Should().ContainSingle();
    }
}
