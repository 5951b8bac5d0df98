namespace ContactBooks.Specs.Http;

public class MethodSpecs(RunningServer server)
{
    public static TheoryData<string, string> Routes { get; } = new()
    {
        { Api.Books, "GET, HEAD, POST" },
        { Api.Book("grp_abc"), "GET, HEAD, POST" },
        { Api.Contacts("grp_abc"), "GET, HEAD" },
        { Api.Bulk("grp_abc"), "POST" },
        { "/openapi/v2.json", "GET, HEAD" },
        { "/health/live", "GET, HEAD" },
        { "/health/ready", "GET, HEAD" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_wrong_method_is_405_METHOD_NOT_ALLOWED_with_Allow(string path, string allow)
    {
        var api = await server.NewCustomerAsync();
        var right = allow.Split(", ");

        foreach (var method in new[] { "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND" }.Except(right))
        {
            var answer = await api.SendAsync(new HttpMethod(method), path, null);
            answer.Fails(405, "METHOD_NOT_ALLOWED");
            AllowOf(answer).Should().Equal(right);
            (await api.With(null).SendAsync(new HttpMethod(method), path, null)).Fails(405, "METHOD_NOT_ALLOWED");
        }
    }

    [Fact]
    public async Task HEAD_of_what_takes_only_POST_is_405()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.SendAsync(HttpMethod.Head, Api.Bulk("grp_abc"), null);

        ((int)answer.Status).Should().Be(405);
        AllowOf(answer).Should().Equal("POST");
        answer.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task HEAD_is_answered_where_GET_is_with_the_same_status_and_headers_and_no_body()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(3));

        foreach (var path in new[] { Api.Books, Api.Book(book), Api.Contacts(book), Api.Contacts(book) + "?search=contact&limit=2", "/openapi/v2.json", "/docs/", "/health/live", "/health/ready" })
        {
            var (get, head) = (await api.GetAsync(path), await api.SendAsync(HttpMethod.Head, path, null));
            ((int)get.Status).Should().Be(200, path);
            ((int)head.Status).Should().Be(200, path);
            head.Body.Should().BeEmpty();
            head.Header("Content-Type").Should().Be(get.Header("Content-Type"));
            head.RequestId.Should().NotBeNull();
        }
    }

    [Fact]
    public async Task HEAD_fails_as_GET_does()
    {
        var api = await server.NewCustomerAsync();

        await IsAs(401, api.With(null), Api.Books);
        await IsAs(404, api, Api.Book("grp_nothing"));
        await IsAs(400, api, Api.Books + "?page=0");
        await IsAs(404, api, "/nothing");

        static async Task IsAs(int status, Api api, string path)
        {
            var (get, head) = (await api.GetAsync(path), await api.SendAsync(HttpMethod.Head, path, null));
            ((int)get.Status).Should().Be(status);
            ((int)head.Status).Should().Be(status);
            head.Body.Should().BeEmpty();
            head.Header("WWW-Authenticate").Should().Be(get.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task A_trailing_slash_is_the_same_address()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.GetAsync(Api.Books + "/")).Succeeds("Contact books retrieved");
        (await api.GetAsync(Api.Book(book) + "/")).Succeeds("Contact book retrieved");
        (await api.PostAsync(Api.Bulk(book) + "/", Api.Upload("""{"phone":"7000782082"}"""))).Succeeds("Contacts uploaded");
    }

    private static string[] AllowOf(Answer answer) =>
        [.. answer.Header("Allow")!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];
}
