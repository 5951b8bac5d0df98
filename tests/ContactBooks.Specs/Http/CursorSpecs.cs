namespace ContactBooks.Specs.Http;

public class CursorSpecs(RunningServer server)
{
    [Theory]
    [InlineData("")]
    [InlineData("search=contact&")]
    public async Task A_walk_by_cursor_meets_the_same_contacts_in_the_same_order_as_one_by_page(string search)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(3));
        await api.UploadAsync(book, Api.Rows(5, from: 3));
        await api.UploadAsync(book, Api.Rows(1, from: 8));
        var all = (await api.ContactsAsync(book, $"?{search}limit=1000")).Select(c => c.Text("uid")).ToArray();
        all.Should().HaveCount(9);

        foreach (var limit in new[] { 1, 2, 3, 4, 9 })
        {
            (await WalkAsync(api, Api.Contacts(book) + $"?{search}limit={limit}")).Should().Equal(all);
        }
    }

    [Fact]
    public async Task Books_are_walked_by_cursor_too()
    {
        var api = await server.NewCustomerAsync();
        for (var i = 0; i < 5; i++)
        {
            await api.NewBookAsync(i % 2 == 0 ? "Leads" : "Other");
        }

        var all = (await api.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").EnumerateArray().Select(b => b.Text("uid")).ToArray();
        (await WalkAsync(api, Api.Books + "?limit=2")).Should().Equal(all);
        (await WalkAsync(api, Api.Books + "?search=leads&limit=1")).Should().Equal(all[0], all[2], all[4]);
    }

    [Fact]
    public async Task With_a_cursor_the_page_is_null_and_the_rest_as_ever()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(3));
        var first = (await api.ListAsync(book, "?limit=2")).GetProperty("pagination");

        var second = (await api.ListAsync(book, $"?limit=2&cursor={first.Text("nextCursor")}")).GetProperty("pagination");

        first.Text("nextCursor").Should().MatchRegex("^[A-Za-z0-9_-]+$", "it goes into a query as it is");
        second.ShouldBeJson("""{"page":null,"limit":2,"count":1,"hasMore":false,"nextCursor":null}""");
    }

    [Fact]
    public async Task What_comes_in_during_a_walk_neither_repeats_nor_hides_what_was_there()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(6));
        var all = (await api.ContactsAsync(book)).Select(c => c.Text("uid")).ToArray();

        var first = await api.ListAsync(book, "?limit=3");
        await api.UploadAsync(book, Api.Rows(3, from: 100));
        var rest = await WalkAsync(api, Api.Contacts(book) + $"?limit=3&cursor={first.GetProperty("pagination").Text("nextCursor")}");

        first.GetProperty("items").EnumerateArray().Select(c => c.Text("uid")).Concat(rest).Should().Equal(all);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_VALIDATION_FAILED()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(3));
        var ofList = (await api.ListAsync(book, "?limit=1")).GetProperty("pagination").Text("nextCursor");
        var ofSearch = (await api.ListAsync(book, "?limit=1&search=contact")).GetProperty("pagination").Text("nextCursor");
        var ofBooks = (await api.GetAsync(Api.Books + "?limit=1")).Json.GetProperty("data").GetProperty("pagination").Text("nextCursor");

        (await api.GetAsync(Api.Contacts(book) + $"?search=contact&cursor={ofList}")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await api.GetAsync(Api.Contacts(book) + $"?cursor={ofSearch}")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await api.GetAsync(Api.Contacts(book) + $"?cursor={ofBooks}")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await api.GetAsync(Api.Books + $"?cursor={ofList}")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
    }

    [Fact]
    public async Task A_cursor_of_another_customers_opens_nothing_of_theirs()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var (mine, theirs) = (await api.NewBookAsync("Mine"), await other.NewBookAsync("Theirs"));
        await api.UploadAsync(mine, Api.Rows(2));
        await other.UploadAsync(theirs, Api.Rows(2, from: 50));
        var cursor = (await other.ListAsync(theirs, "?limit=1")).GetProperty("pagination").Text("nextCursor");

        (await api.ContactsAsync(mine, $"?cursor={cursor}")).Select(c => c.Text("phone")).Should().BeSubsetOf(["919800000000", "919800000001"]);
    }

    private static async Task<List<string?>> WalkAsync(Api api, string path)
    {
        var walked = new List<string?>();
        for (var next = path; ;)
        {
            var data = (await api.GetAsync(next)).Json.GetProperty("data");
            var pagination = data.GetProperty("pagination");
            walked.AddRange(data.GetProperty("items").EnumerateArray().Select(i => i.Text("uid")));
            pagination.GetProperty("hasMore").GetBoolean().Should().Be(pagination.Text("nextCursor") is not null);
            if (pagination.Text("nextCursor") is not { } cursor || walked.Count > 1000)
            {
                return walked;
            }

            var withoutCursor = path.Split('?')[1].Split('&').Where(p => !p.StartsWith("cursor=", StringComparison.Ordinal));
            next = $"{path.Split('?')[0]}?{string.Join('&', withoutCursor)}&cursor={cursor}";
        }
    }
}
