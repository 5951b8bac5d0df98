namespace ContactBooks.Specs.Commands;

public sealed class BooksSpecs : IAsyncLifetime
{
    private readonly Operator _operator = new();
    private string _customer = "";

    public async ValueTask InitializeAsync() => _customer = await _operator.NewCustomerAsync();

    public ValueTask DisposeAsync()
    {
        _operator.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_book_is_created_with_the_fields_of_the_api()
    {
        var book = (await CreateAsync("--name", "  Retail Leads ", "--description", "From the fair", "--color", "#0f62fe", "--json")).ShouldBeDone().Json;

        book.GetProperty("contactBookUid").GetString().Should().StartWith("grp_");
        book.GetProperty("uid").GetString().Should().Be(book.GetProperty("contactBookUid").GetString());
        book.GetProperty("name").GetString().Should().Be("Retail Leads");
        book.GetProperty("description").GetString().Should().Be("From the fair");
        book.GetProperty("color").GetString().Should().Be("#0f62fe");
        book.GetProperty("status").GetString().Should().Be("ACTIVE");
        book.GetProperty("contactCount").GetInt32().Should().Be(0);
        book.GetProperty("createdAt").GetString().Should().MatchRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$");
    }

    [Fact]
    public async Task An_identifier_that_clients_hold_is_kept_once()
    {
        var created = await CreateAsync("--name", "A", "--uid", "grp_abc");
        var again = await CreateAsync("--name", "B", "--uid", "grp_abc");

        created.ShouldBeDone().Output.Should().MatchRegex(@"\ABook +grp_abc\nName +A\n\z");
        again.ShouldBeRefused(1, "grp_abc already");
    }

    [Fact]
    public async Task A_book_is_deleted_after_a_look_at_what_that_would_do_and_brought_back()
    {
        (await CreateAsync("--name", "Fair", "--uid", "grp_fair")).ShouldBeDone();

        var looked = await _operator.RunAsync("books", "delete", "grp_fair", "--dry-run");
        var deleted = await _operator.RunAsync("books", "delete", "grp_fair", "--json");

        looked.ShouldBeDone().Output.Should().StartWith("Fair would be deleted: 0 contacts, 0 of them in no other book.");
        var upload = deleted.ShouldBeDone().Json.GetProperty("upload");
        upload.GetProperty("state").GetString().Should().Be("DONE");
        (await CreateAsync("--name", "Fair", "--uid", "grp_fair")).ShouldBeRefused(1, "can come back");
        (await _operator.RunAsync("uploads", "undo", upload.GetProperty("uid").GetString()!)).ShouldBeDone();
        (await CreateAsync("--name", "Fair", "--uid", "grp_fair")).ShouldBeRefused(1, "grp_fair already");
    }

    [Fact]
    public async Task Books_are_listed_newest_first()
    {
        (await CreateAsync("--name", "Older")).ShouldBeDone();
        (await CreateAsync("--name", "Newer")).ShouldBeDone();

        var runs = await Task.WhenAll(
            _operator.RunAsync("books", "list", "--customer", _customer, "--json"), _operator.RunAsync("books", "list", "--customer", _customer));

        runs[0].ShouldBeDone().Json.EnumerateArray().Select(book => book.GetProperty("name").GetString()).Should().Equal("Newer", "Older");
        runs[1].ShouldBeDone().Output.Split('\n')[1].Should().Contain("Newer");
    }

    [Fact]
    public async Task An_empty_list_says_so_beside_the_empty_result()
    {
        var ended = (await _operator.RunAsync("books", "list", "--customer", _customer)).ShouldBeDone();

        ended.Output.Should().BeEmpty();
        ended.Errors.Should().Contain("no books");
    }

    [Fact]
    public async Task What_can_not_be_is_told_with_what_to_do()
    {
        var runs = await Task.WhenAll(
            CreateAsync("--name", " "),
            CreateAsync("--name", new string('x', 101)),
            CreateAsync("--name", "A", "--description", new string('x', 501)),
            CreateAsync("--name", "A", "--color", "blue"),
            CreateAsync("--name", "A", "--uid", "abc"),
            _operator.RunAsync("books", "create", "--customer", "cus_none", "--name", "A"));

        runs[0].ShouldBeRefused(2, "--name", "1 to 100");
        runs[1].ShouldBeRefused(2, "--name", "100");
        runs[2].ShouldBeRefused(2, "--description", "500");
        runs[3].ShouldBeRefused(2, "--color", "#rrggbb");
        runs[4].ShouldBeRefused(2, "grp_");
        runs[5].ShouldBeRefused(1, "no customer");
    }

    private Task<Running.Ended> CreateAsync(params string[] args) => _operator.RunAsync(["books", "create", "--customer", _customer, .. args]);
}
