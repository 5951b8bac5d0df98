using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Dashboard;

/// <summary>What is done with contacts that are selected on a book's page.</summary>
public sealed class SelectedContactsSpecs(RunningServer server)
{
    [Fact]
    public async Task It_is_told_before_and_undone_afterwards()
    {
        var (api, book) = await NewBookAsync(3);
        var other = await api.NewBookAsync("Wholesale");
        await api.UploadAsync(other, Api.Rows(1));
        using var visitor = await Visitor.OfAsync(server, api);
        var address = await AddressAsync(api, book, "Remove");

        var before = await visitor.OpenAsync(address);
        before.Text.Should().Contain("Leave the book and stay in others: 1").And.Contain("Are in no other book and will be deleted: 2");
        (await api.ContactsAsync(book)).Should().HaveCount(3, "nothing is done yet");

        var done = await visitor.SendFormAsync(address, "tidy");
        (await api.ContactsAsync(book)).Should().BeEmpty();
        var after = await visitor.OpenAsync(done.Location!);
        after.Text.Should().Contain("Left the book: 1. Deleted: 2.");

        await visitor.SendFormAsync(done.Location!, "undo");
        (await api.ContactsAsync(book)).Should().HaveCount(3);
        (await visitor.OpenAsync(done.Location!)).Text.Should().Contain("Undone: it is as it was before.").And.NotContain("""value="undo""");
    }

    [Fact]
    public async Task They_are_moved_to_a_book_that_is_chosen()
    {
        var (api, book) = await NewBookAsync(2);
        var other = await api.NewBookAsync("Wholesale");
        using var visitor = await Visitor.OfAsync(server, api);
        var address = await AddressAsync(api, book, "Move");

        (await visitor.SendFormAsync(address, "tidy", ("To", ""))).Status.Should().Be(422);
        (await visitor.SendFormAsync(address, "tidy", ("To", book))).Status.Should().Be(422);
        await visitor.SendFormAsync(address, "tidy", ("To", other));

        (await api.ContactsAsync(book)).Should().BeEmpty();
        (await api.ContactsAsync(other)).Should().HaveCount(2);
    }

    [Fact]
    public async Task They_are_deleted_out_of_all_their_books()
    {
        var (api, book) = await NewBookAsync(1);
        var other = await api.NewBookAsync("Wholesale");
        await api.UploadAsync(other, Api.Rows(1));
        using var visitor = await Visitor.OfAsync(server, api);

        await visitor.SendFormAsync(await AddressAsync(api, book, "Delete"), "tidy");

        (await api.ContactsAsync(other)).Should().BeEmpty();
    }

    [Fact]
    public async Task Where_nothing_is_selected_nothing_can_be_done()
    {
        var (api, book) = await NewBookAsync(1);
        using var visitor = await Visitor.OfAsync(server, api);

        (await visitor.OpenAsync($"/books/{book}/tidy?do=Delete")).Text.Should().Contain("No contact is selected").And.NotContain("""value="tidy""");
        (await visitor.OpenAsync($"/books/{book}/tidy?do=Delete&contact=ct_nothing")).Text.Should().Contain("No contact is selected");
        (await visitor.OpenAsync($"/books/{book}/tidy?do=KeepOldest")).Status.Should().Be(404);
    }

    [Fact]
    public async Task Another_customers_contacts_books_and_changes_are_not_there()
    {
        var (theirs, book) = await NewBookAsync(1);
        var contact = (await theirs.OnlyContactAsync(book)).GetProperty("uid").GetString();
        var upload = (await theirs.GetAsync("/api/v2/uploads")).Succeeds("Uploads retrieved").GetProperty("uploads")[0].GetProperty("uid").GetString();
        var (mine, own) = await NewBookAsync(1);
        using var visitor = await Visitor.OfAsync(server, mine);

        (await visitor.OpenAsync($"/books/{book}/tidy?do=Delete&contact={contact}")).Status.Should().Be(404);
        (await visitor.OpenAsync($"/books/{own}/tidy?do=Delete&contact={contact}")).Text.Should().Contain("None of these contacts is in the book any more.");
        (await visitor.SendFormAsync(await AddressAsync(mine, own, "Move"), "tidy", ("To", book))).Status.Should().Be(422);
        (await visitor.OpenAsync($"/books/{own}?change={upload}")).Text.Should().NotContain("""value="undo""");
        (await theirs.ContactsAsync(book)).Should().HaveCount(1);
    }

    private static async Task<string> AddressAsync(Api api, string book, string what) =>
        $"/books/{book}/tidy?do={what}" + string.Concat((await api.ContactsAsync(book)).Select(contact => $"&contact={contact.GetProperty("uid").GetString()}"));

    private async Task<(Api Api, string Book)> NewBookAsync(int contacts)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(contacts));
        return (api, book);
    }
}
