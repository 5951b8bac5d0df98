using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class BooksClientSpecs(RunningServer server)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_book_that_is_made_is_there_as_it_was_described()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();

        var made = await client.Books.CreateAsync(
            new NewContactBook("Käufer – खरीदार") { Description = "All of \"them\"", Color = "#0f62fe" }, cancellationToken: _cancellation);

        var stored = await api.ReadBookAsync(made.Uid);
        (stored.Text("name"), stored.Text("description"), stored.Text("color")).Should().Be(("Käufer – खरीदार", "All of \"them\"", "#0f62fe"));
        (made.Name, made.Description, made.Color).Should().Be(("Käufer – खरीदार", "All of \"them\"", "#0f62fe"));
        (made.Status, made.ContactCount).Should().Be((BookStatus.Active, 0));
        made.CreatedAt.Should().Be(stored.GetProperty("createdAt").GetDateTimeOffset());
        made.UpdatedAt.Should().Be(stored.GetProperty("updatedAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_book_is_read_as_it_stands()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var uid = await api.NewBookAsync("Leads");
        await api.UploadAsync(uid, Api.Rows(3));

        var book = await client.Books.GetAsync(uid, _cancellation);

        (book.Uid, book.Name, book.Description, book.Color, book.ContactCount).Should().Be((uid, "Leads", null, null, 3));
    }

    [Fact]
    public async Task A_renamed_book_has_the_new_name_and_keeps_the_rest()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var made = await client.Books.CreateAsync(new NewContactBook("Old") { Description = "Kept" }, cancellationToken: _cancellation);

        var renamed = await client.Books.RenameAsync(made.Uid, "New", cancellationToken: _cancellation);

        renamed.Name.Should().Be("New");
        var stored = await api.ReadBookAsync(made.Uid);
        (stored.Text("name"), stored.Text("description")).Should().Be(("New", "Kept"));
    }

    [Fact]
    public async Task Books_are_listed_over_many_pages_the_newest_first()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var uids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            uids.Insert(0, await api.NewBookAsync());
        }

        var listed = await client.Books.ListAsync(pageSize: 3, cancellationToken: _cancellation).Select(book => book.Uid).ToListAsync(_cancellation);

        listed.Should().Equal(uids);
    }

    [Fact]
    public async Task Books_are_listed_by_status_and_by_words()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var active = await api.NewBookAsync("50% & more");
        var inactive = await api.NewBookAsync("50% & less");
        await api.NewBookAsync("Other");
        await server.MakeInactiveAsync(inactive);

        (await Uids(client.Books.ListAsync(search: "50% &", cancellationToken: _cancellation))).Should().BeEquivalentTo(active, inactive);
        (await Uids(client.Books.ListAsync(BookStatus.Inactive, cancellationToken: _cancellation))).Should().Equal(inactive);
        (await Uids(client.Books.ListAsync(BookStatus.Active, "50%", cancellationToken: _cancellation))).Should().Equal(active);
        (await client.Books.GetAsync(inactive, _cancellation)).Status.Should().Be(BookStatus.Inactive);
    }

    [Fact]
    public async Task The_same_key_makes_one_book()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();

        var first = await client.Books.CreateAsync(new NewContactBook("One"), "book-of-today", _cancellation);
        var second = await client.Books.CreateAsync(new NewContactBook("One"), "book-of-today", _cancellation);

        second.Should().Be(first);
        (await Uids(client.Books.ListAsync(cancellationToken: _cancellation))).Should().Equal(first.Uid);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_identifier_that_would_lead_elsewhere_is_refused_before_anything_is_sent(string uid)
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();

        await FluentActions.Awaiting(() => client.Books.GetAsync(uid, _cancellation)).Should().ThrowAsync<ArgumentException>();
        FluentActions.Invoking(() => client.Contacts.ListAsync(uid)).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task An_identifier_with_signs_of_an_address_stays_an_identifier()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();

        await FluentActions.Awaiting(() => client.Books.GetAsync("../contact-books?page=0#", _cancellation)).Should().ThrowAsync<ContactBooksApiException>()
            .Where(e => (int)e.StatusCode == 404);
    }

    private async Task<string[]> Uids(IAsyncEnumerable<ContactBook> books) => await books.Select(book => book.Uid).ToArrayAsync(_cancellation);
}
