namespace ContactBooks.Specs.Http;

public class PaginationSpecs(RunningServer server)
{
    public static TheoryData<string> Lists { get; } = ["books", "contacts", "search"];

    public static TheoryData<string> BadQueries { get; } =
    [
        "page=0", "page=-1", "page=abc", "page=", "page=1.5", "page=1e3", "page=%201", "page=+1", "page=0x1", "page=１", "page=null",
        "page=99999999999999999999", "page=1&page=2",
        "limit=0", "limit=-1", "limit=1001", "limit=abc", "limit=", "limit=50.0", "limit=%2B5", "limit=99999999999999999999", "limit=10&limit=10",
        "cursor=", "cursor=abc", "cursor=%00", "cursor=AAAA", "cursor=!!!!",
    ];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task The_default_is_page_1_of_limit_50(string list)
    {
        var (api, path) = await ListOf(list, 51);

        var data = (await api.GetAsync(path)).Json.GetProperty("data");

        data.GetProperty("items").GetArrayLength().Should().Be(50);
        var pagination = data.GetProperty("pagination");
        pagination.PropertyNames().Should().Equal("page", "limit", "count", "hasMore", "nextCursor");
        pagination.GetProperty("page").GetInt32().Should().Be(1);
        pagination.GetProperty("limit").GetInt32().Should().Be(50);
        pagination.GetProperty("count").GetInt32().Should().Be(50);
        pagination.GetProperty("hasMore").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_neither_overlap_nor_leave_a_gap(string list)
    {
        var (api, path) = await ListOf(list, 7);
        var all = await Uids(api, path);
        all.Should().HaveCount(7).And.OnlyHaveUniqueItems();

        var walked = new List<string>();
        for (var page = 1; page <= 3; page++)
        {
            var data = (await api.GetAsync(Joined(path, $"page={page}&limit=3"))).Json.GetProperty("data");
            walked.AddRange(data.GetProperty("items").EnumerateArray().Select(i => i.Text("uid")!));
            data.GetProperty("pagination").GetProperty("page").GetInt32().Should().Be(page);
            data.GetProperty("pagination").GetProperty("limit").GetInt32().Should().Be(3);
            data.GetProperty("pagination").GetProperty("count").GetInt32().Should().Be(page < 3 ? 3 : 1);
            data.GetProperty("pagination").GetProperty("hasMore").GetBoolean().Should().Be(page < 3);
        }

        walked.Should().Equal(all);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_last_page_that_is_just_full_has_no_more(string list)
    {
        var (api, path) = await ListOf(list, 4);

        var pagination = (await api.GetAsync(Joined(path, "page=2&limit=2"))).Json.GetProperty("data").GetProperty("pagination");

        pagination.ShouldBeJson("""{"page":2,"limit":2,"count":2,"hasMore":false,"nextCursor":null}""");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_page_past_the_end_is_an_empty_list(string list)
    {
        var (api, path) = await ListOf(list, 2);

        foreach (var page in new[] { "2", "3", "1000000", "9223372036854775", "9223372036854775807" })
        {
            var data = (await api.GetAsync(Joined(path, $"page={page}"))).Json.GetProperty("data");
            data.GetProperty("items").GetArrayLength().Should().Be(0);
            data.GetProperty("pagination").ShouldBeJson($$"""{"page":{{page}},"limit":50,"count":0,"hasMore":false,"nextCursor":null}""");
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_limit_goes_from_1_to_1000(string list)
    {
        var (api, path) = await ListOf(list, 2);

        (await Uids(api, Joined(path, "limit=1"))).Should().HaveCount(1);
        (await Uids(api, Joined(path, "limit=1000"))).Should().HaveCount(2);
        (await Uids(api, Joined(path, "page=1&limit=2"))).Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(BadQueries))]
    public async Task Anything_else_is_VALIDATION_FAILED(string query)
    {
        var parameter = query[..query.IndexOf('=', StringComparison.Ordinal)];
        foreach (var list in Lists)
        {
            var (api, path) = await ListOf(list.Data, 1);

            (await api.GetAsync(Joined(path, query))).Faults().Should().Contain(f => f.Path == parameter);
        }
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_query_is_told()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books + "?page=0&limit=abc&status=x")).Faults().Select(f => f.Path).Should().BeEquivalentTo("page", "limit", "status");
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Page_and_cursor_at_once_are_VALIDATION_FAILED(string list)
    {
        var (api, path) = await ListOf(list, 3);
        var cursor = (await api.GetAsync(Joined(path, "limit=1"))).Json.GetProperty("data").GetProperty("pagination").Text("nextCursor");

        (await api.GetAsync(Joined(path, $"limit=1&cursor={cursor}&page=1"))).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await Uids(api, Joined(path, $"limit=1&cursor={cursor}"))).Should().HaveCount(1);
    }

    [Fact]
    public async Task Unknown_parameters_are_ignored()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books + "?sort=name&offset=-3&x")).Succeeds("Contact books retrieved");
    }

    private static string Joined(string path, string query) => path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    private static async Task<string[]> Uids(Api api, string path)
    {
        var answer = await api.GetAsync(path);
        ((int)answer.Status).Should().Be(200, "the answer is {0}", answer.Text);
        return [.. answer.Json.GetProperty("data").GetProperty("items").EnumerateArray().Select(i => i.Text("uid")!)];
    }

    private async Task<(Api Api, string Path)> ListOf(string list, int count)
    {
        var api = await server.NewCustomerAsync();
        if (list == "books")
        {
            for (var i = 0; i < count; i++)
            {
                await api.NewBookAsync();
            }

            return (api, Api.Books);
        }

        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(count));
        return (api, Api.Contacts(book) + (list == "search" ? "?search=contact" : ""));
    }
}
