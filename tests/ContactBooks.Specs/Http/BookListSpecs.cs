using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class BookListSpecs(RunningServer server)
{
    [Fact]
    public async Task The_list_is_contactBooks_with_items_the_same_list_again()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(1));

        var data = (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");

        data.GetProperty("contactBooks").ShouldBeJson($"[{(await api.ReadBookAsync(book)).GetRawText()}]");
        data.GetProperty("items").ShouldBeJson(data.GetProperty("contactBooks").GetRawText());
    }

    [Fact]
    public async Task A_customer_without_books_has_an_empty_list()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").ShouldBeJson(
            """{"contactBooks":[],"items":[],"pagination":{"page":1,"limit":50,"count":0,"hasMore":false,"nextCursor":null}}""");
    }

    [Fact]
    public async Task The_newest_book_comes_first_and_a_rename_does_not_move_it()
    {
        var api = await server.NewCustomerAsync();
        var first = await api.NewBookAsync("First");
        await api.NewBookAsync("Second");
        await api.NewBookAsync("Third");
        (await api.PostAsync(Api.Book(first), """{"name":"First renamed"}""")).Succeeds("Contact book updated");

        (await Names(api, "")).Should().Equal("Third", "Second", "First renamed");
    }

    [Fact]
    public async Task Only_the_customers_own_books_are_listed()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        await api.NewBookAsync("Mine");
        await other.NewBookAsync("Theirs");

        (await Names(api, "")).Should().Equal("Mine");
        (await Names(api, "?search=theirs")).Should().BeEmpty();
    }

    [Fact]
    public async Task Status_filters_ACTIVE_and_INACTIVE()
    {
        var api = await server.NewCustomerAsync();
        await api.NewBookAsync("In use");
        await server.MakeInactiveAsync(await api.NewBookAsync("Put aside"));

        (await Names(api, "?status=ACTIVE")).Should().Equal("In use");
        (await Names(api, "?status=INACTIVE")).Should().Equal("Put aside");
        (await Names(api, "")).Should().Equal("Put aside", "In use");
        (await Names(api, "?status=INACTIVE&search=use")).Should().BeEmpty();
        (await Names(api, "?status=ACTIVE&search=use")).Should().Equal("In use");
    }

    [Theory]
    [InlineData("")]
    [InlineData("active")]
    [InlineData("DELETED")]
    [InlineData("ACTIVE,INACTIVE")]
    [InlineData("ACTIVE&status=INACTIVE")]
    public async Task An_unknown_status_is_VALIDATION_FAILED(string status)
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync($"{Api.Books}?status={status}")).Faults().Should().ContainSingle().Which.Path.Should().Be("status");
    }

    [Theory]
    [InlineData("Retail")]
    [InlineData("retail")]
    [InlineData("TAIL LE")]
    [InlineData("leads")]
    [InlineData("spring FAIR")]
    [InlineData("ÉTÉ")]
    [InlineData("straße")]
    [InlineData("STRASSE")]
    [InlineData("50%")]
    [InlineData("snake_case")]
    [InlineData("\\")]
    [InlineData("'")]
    [InlineData("😀")]
    public async Task Search_looks_in_name_and_description_anywhere_without_regard_to_case(string search)
    {
        var api = await server.NewCustomerAsync();
        await NewBook(api, "Retail Leads", "From the Spring fair, l'été, Straße, 50% off, snake_case, \\, 😀");
        await NewBook(api, "Another", "nothing of it");

        (await Names(api, $"?search={Uri.EscapeDataString(search)}")).Should().Equal("Retail Leads");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("R%s")]
    [InlineData("Re_ail")]
    [InlineData("*")]
    [InlineData(".*")]
    public async Task Percent_and_underscore_are_themselves(string search)
    {
        var api = await server.NewCustomerAsync();
        await NewBook(api, "Retail Leads", "From the spring fair");

        (await Names(api, $"?search={Uri.EscapeDataString(search)}")).Should().BeEmpty();
    }

    [Fact]
    public async Task A_search_does_not_reach_across_name_and_description()
    {
        var api = await server.NewCustomerAsync();
        await NewBook(api, "Retail", "Leads");

        (await Names(api, "?search=retailleads")).Should().BeEmpty();
        (await Names(api, "?search=retail%20leads")).Should().BeEmpty();
        (await Names(api, "?search=retail%0Aleads")).Should().BeEmpty();
    }

    [Fact]
    public async Task Filters_and_pages_go_together()
    {
        var api = await server.NewCustomerAsync();
        foreach (var name in new[] { "Leads 1", "Other", "Leads 2", "Other too", "Leads 3" })
        {
            await api.NewBookAsync(name);
        }

        (await Names(api, "?search=leads&limit=2")).Should().Equal("Leads 3", "Leads 2");
        (await Names(api, "?search=leads&limit=2&page=2")).Should().Equal("Leads 1");
    }

    private static async Task NewBook(Api api, string name, string description) =>
        (await api.PostAsync(Api.Books, JsonSerializer.Serialize(new { name, description }))).Succeeds("Contact book created");

    private static async Task<string[]> Names(Api api, string query) =>
        [.. (await api.GetAsync(Api.Books + query)).Succeeds("Contact books retrieved").GetProperty("items").EnumerateArray().Select(b => b.Text("name")!)];
}
