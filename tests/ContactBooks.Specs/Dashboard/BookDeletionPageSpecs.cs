using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

public sealed class BookDeletionPageSpecs(RunningServer server)
{
    [Fact]
    public async Task A_book_is_deleted_after_it_was_said_what_goes_with_it_and_comes_back_by_undo()
    {
        var api = await server.NewCustomerAsync();
        var (book, other) = (await api.NewBookAsync("Retail Leads"), await api.NewBookAsync("Others"));
        await api.UploadAsync(book, """{"phone":"7000782082","displayName":"Asha Rao"}""", """{"phone":"9876543210"}""");
        await api.UploadAsync(other, """{"phone":"9876543210"}""");
        using var visitor = await Visitor.OfAsync(server, api);
        (await visitor.OpenAsync($"/books/{book}/settings")).Text.Should().Contain("Of its 2 contacts 1 are in no other book").And.Contain("undone for 30 days");

        var deleted = await visitor.SendFormAsync($"/books/{book}/settings", "delete");

        deleted.Status.Should().Be(302);
        deleted.Location.Should().MatchRegex(@"/books\?change=chg_");
        var notice = new Uri(server.Address, deleted.Location!).PathAndQuery;
        (await visitor.OpenAsync(notice)).Text.Should().Contain("The book is deleted.").And.NotContain("Retail Leads");
        (await visitor.OpenAsync($"/books/{book}")).Status.Should().Be(404);

        await visitor.SendFormAsync(notice, "undo");
        var back = await visitor.OpenAsync($"/books/{book}");
        back.Status.Should().Be(200);
        back.Heading.Should().Be("Retail Leads");
    }
}
