using ContactBooks.Core.Books;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store;

/// <summary>Contact books.</summary>
public abstract class BookContract : StoreContract
{
    [Fact]
    public async Task A_new_book_is_active_and_empty_and_has_what_it_was_made_from()
    {
        var now = Later();

        var written = await Store.Books.CreateAsync(Customer, new NewBook("grp_mine", "Ünïts 📇", "About it", "#0f62fe"), now, null, Cancellation);

        written.End.Should().Be(WriteEnd.Done);
        written.Value.Should().Be(new Book(written.Value!.Id, "grp_mine", "Ünïts 📇", "About it", "#0f62fe", BookStatus.Active, 0, now, now));
        (await Store.Books.FindAsync(Customer, "grp_mine")).Should().Be(written.Value);
    }

    [Fact]
    public async Task A_book_is_put_aside_and_taken_back_and_keeps_its_contacts()
    {
        await UploadAsync(Uploads.Row(1));
        var aside = Later();

        var written = await Store.Books.SetStatusAsync(Customer, Book.Id, BookStatus.Inactive, aside, Cancellation);

        written.Value.Should().Be(Book with { Status = BookStatus.Inactive, ContactCount = 1, UpdatedAt = aside });
        (await NamesAsync(new BookFilter(BookStatus.Active, null))).Should().BeEmpty();
        (await NamesAsync(new BookFilter(BookStatus.Inactive, null))).Should().Equal(Book.Name);
        (await ContactAsync(1)).Groups.Should().ContainSingle().Which.Status.Should().Be(BookStatus.Inactive);

        await Store.Books.SetStatusAsync(Customer, Book.Id, BookStatus.Active, Later(), Cancellation);
        (await Store.Books.FindAsync(Customer, Book.Uid))!.Status.Should().Be(BookStatus.Active);
        (await Store.Books.SetStatusAsync(Customer, new BookId(Book.Id.Value + 1000), BookStatus.Inactive, Later(), Cancellation)).End
            .Should().Be(WriteEnd.BookNotFound);
    }

    [Fact]
    public async Task Two_books_may_bear_one_name()
    {
        var one = await NewBookAsync("Same");
        var two = await NewBookAsync("Same");

        two.Id.Should().NotBe(one.Id);
        (await NamesAsync(default)).Should().Equal("Same", "Same", "Retail Leads");
    }

    [Fact]
    public async Task A_book_that_is_not_there_is_null()
    {
        (await Store.Books.FindAsync(Customer, "grp_nowhere")).Should().BeNull();
        (await Store.Books.FindAsync(Customer, Book.Uid.ToUpperInvariant())).Should().BeNull();
        (await Store.Books.FindAsync(Customer, "")).Should().BeNull();
    }

    [Fact]
    public async Task A_rename_changes_the_name_and_the_time_of_update_and_nothing_else()
    {
        var book = await NewBookAsync(Customer, "Before", "About it", "#fff");
        await UploadAsync(book, Uploads.Row(1));
        var now = Later();

        var written = await Store.Books.RenameAsync(Customer, book.Id, "After", now, null, Cancellation);

        written.Should().Be(new Written<Book>(WriteEnd.Done, book with { Name = "After", UpdatedAt = now, ContactCount = 1 }));
        (await Store.Books.FindAsync(Customer, book.Uid)).Should().Be(written.Value);
    }

    [Fact]
    public async Task A_book_that_is_not_there_cannot_be_renamed()
    {
        var written = await Store.Books.RenameAsync(Customer, new BookId(Book.Id.Value + 1000), "After", Later(), null, Cancellation);

        written.Should().Be(new Written<Book>(WriteEnd.BookNotFound));
        (await NamesAsync(default)).Should().Equal("Retail Leads");
    }

    [Fact]
    public async Task Books_come_newest_first_by_offset_as_by_cursor()
    {
        for (var i = 0; i < 7; i++)
        {
            await NewBookAsync($"Book {i}");
        }

        string[] expected = ["Book 6", "Book 5", "Book 4", "Book 3", "Book 2", "Book 1", "Book 0", "Retail Leads"];
        foreach (var limit in new[] { 1, 3, 4, 8, 9 })
        {
            (await WalkByOffsetAsync<Book, BookCursor>(limit, List)).Select(book => book.Name).Should().Equal(expected);
            (await WalkByCursorAsync<Book, BookCursor>(limit, List)).Select(book => book.Name).Should().Equal(expected);
        }

        (await List(new Slice<BookCursor>(8, 10, null))).Should().BeEquivalentTo(new Page<Book, BookCursor>([], null));

        ValueTask<Page<Book, BookCursor>> List(Slice<BookCursor> slice) => Store.Books.ListAsync(Customer, default, slice);
    }

    [Fact]
    public async Task Books_made_in_one_moment_come_newest_first_too()
    {
        for (var i = 0; i < 5; i++)
        {
            await Store.Books.CreateAsync(Customer, new NewBook($"grp_{9 - i}", $"Book {i}", null, null), Now, null, Cancellation);
        }

        (await NamesAsync(default)).Should().Equal("Book 4", "Book 3", "Book 2", "Book 1", "Book 0", "Retail Leads");
    }

    [Fact]
    public async Task A_walk_by_cursor_goes_on_where_it_was_while_books_are_made_and_filtered()
    {
        for (var i = 0; i < 6; i++)
        {
            await NewBookAsync($"Book {i}");
        }

        var walked = await WalkByCursorAsync<Book, BookCursor>(2, async slice =>
        {
            var page = await Store.Books.ListAsync(Customer, new BookFilter(BookStatus.Active, "book"), slice);
            await NewBookAsync("Book of another time");
            return page;
        });

        walked.Select(book => book.Name).Should().Equal("Book 5", "Book 4", "Book 3", "Book 2", "Book 1", "Book 0");
    }

    [Fact]
    public async Task The_status_filters()
    {
        (await NamesAsync(new BookFilter(BookStatus.Active, null))).Should().Equal("Retail Leads");
        (await NamesAsync(new BookFilter(BookStatus.Inactive, null))).Should().BeEmpty();
    }

    [Theory]
    [InlineData("retail", "Retail Leads")]
    [InlineData("IL LE", "Retail Leads")]
    [InlineData("leads", "Retail Leads")]
    [InlineData("ÉTÉ", "Plage d'été")]
    [InlineData("E\u0301te\u0301", "Plage d'été")]
    [InlineData("МОСКВА", "москва")]
    [InlineData("ΟΔΟΣ", "οδός οδος")]
    [InlineData("STRASSE", "Straße")]
    [InlineData("istanbul", "İSTANBUL")]
    [InlineData("100%", "100% cotton")]
    [InlineData("%", "100% cotton")]
    [InlineData("_", "snake_case")]
    [InlineData("\\", "back\\slash")]
    [InlineData("summer", "Plage d'été")]
    [InlineData("SUMMER ☀", "Plage d'été")]
    [InlineData("0% c", "100% cotton")]
    [InlineData("10__", "")]
    [InlineData("nowhere", "")]
    public async Task A_search_looks_in_name_and_description_without_case_and_literally(string search, string expected)
    {
        foreach (var name in new[] { "москва", "οδός οδος", "Straße", "İSTANBUL", "100% cotton", "snake_case", "back\\slash" })
        {
            await NewBookAsync(name);
        }

        await NewBookAsync(Customer, "Plage d'été", "For the Summer ☀ only");

        (await NamesAsync(new BookFilter(null, search))).Should().Equal(expected.Length == 0 ? [] : [expected]);
    }

    [Fact]
    public async Task Filters_and_pages_go_together()
    {
        for (var i = 0; i < 6; i++)
        {
            await NewBookAsync(i % 2 == 0 ? $"Even {i}" : $"Odd {i}");
        }

        ValueTask<Page<Book, BookCursor>> List(Slice<BookCursor> slice) => Store.Books.ListAsync(Customer, new BookFilter(null, "even"), slice);

        (await WalkByOffsetAsync<Book, BookCursor>(2, List)).Select(book => book.Name).Should().Equal("Even 4", "Even 2", "Even 0");
        (await WalkByCursorAsync<Book, BookCursor>(2, List)).Select(book => book.Name).Should().Equal("Even 4", "Even 2", "Even 0");
        (await List(new Slice<BookCursor>(0, 3, null))).Next.Should().BeNull("the odd ones that follow are not asked for");
    }

    private async Task<IEnumerable<string>> NamesAsync(BookFilter filter) =>
        (await Store.Books.ListAsync(Customer, filter, new Slice<BookCursor>(0, 1000, null))).Items.Select(book => book.Name);
}
