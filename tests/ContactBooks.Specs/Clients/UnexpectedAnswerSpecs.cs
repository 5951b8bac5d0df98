using System.Net;
using System.Text.Json;
using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

/// <summary>Answers of whatever else stands at the address.</summary>
public sealed class UnexpectedAnswerSpecs(RunningServer server)
{
    private const string Page = "<html><h1>Sign in</h1></html>";

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200, "text/html", Page)]
    [InlineData(200, "application/json", "null")]
    [InlineData(200, "application/json", "{\"success\":true}")]
    [InlineData(200, "application/json", "{\"success\":true,\"data\":{\"contactBook\":{\"uid\":\"grp_x\"}}}")]
    [InlineData(200, "application/json", "{\"success\":false,\"error\":{\"code\":\"A\",\"message\":\"B\"}}")]
    [InlineData(404, "text/html", Page)]
    [InlineData(400, "application/problem+json", "{\"title\":\"Bad Request\",\"status\":400}")]
    [InlineData(302, "text/html", Page)]
    public async Task It_is_told_with_status_and_request_id_and_is_no_JsonException(int status, string contentType, string body)
    {
        await using var between = await Intermediary.StartAsync(
            server, request => request.AnswerAsync(status, contentType, body, ("X-Request-Id", "of-the-proxy"), ("Location", "/elsewhere")));
        using var client = (await server.NewCustomerAsync()).NewClient(options => options.BaseAddress = between.Address);

        var error = (await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<UnexpectedAnswerException>()).Which;

        (error.StatusCode, error.RequestId, error.IsTransient).Should().Be(((HttpStatusCode)status, "of-the-proxy", false));
        error.Message.Should().Contain($"{status}").And.Contain("of-the-proxy").And.NotContain("Sign in");
        between.Requests.Should().ContainSingle("more attempts would change nothing, and no redirect is followed");
    }

    [Theory]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(429)]
    public async Task A_proxys_page_that_says_to_come_again_is_tried_again(int status)
    {
        var api = await server.NewCustomerAsync();
        await using var between = await Intermediary.StartAsync(
            server, request => request.Number == 1 ? request.AnswerAsync(status, "text/html", Page) : request.PassOnAsync());
        using var client = api.NewClient(options => options.BaseAddress = between.Address);
        var book = await api.NewBookAsync();

        (await client.Books.GetAsync(book, _cancellation)).Uid.Should().Be(book);

        between.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task An_answer_that_was_cut_off_is_asked_for_again(int length)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var whole = (await api.GetAsync(Api.Book(book))).Text;
        await using var between = await Intermediary.StartAsync(
            server, request => request.Number == 1 ? request.AnswerAsync(200, "application/json", whole[..length]) : request.PassOnAsync());
        using var client = api.NewClient(options => options.BaseAddress = between.Address);

        (await client.Books.GetAsync(book, _cancellation)).Uid.Should().Be(book);

        between.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Fewer_results_than_rows_are_no_answer()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var two = JsonSerializer.Serialize((await api.UploadAsync(book, Api.Rows(2))));
        await using var between = await Intermediary.StartAsync(
            server, request => request.AnswerAsync(200, "application/json", $$"""{"success":true,"message":"","data":{{two}}}"""));
        using var client = api.NewClient(options => options.BaseAddress = between.Address);

        await FluentActions.Awaiting(() => client.Contacts.UploadAsync(book, [.. ApiClients.Rows(3)], null, _cancellation))
            .Should().ThrowAsync<UnexpectedAnswerException>();
    }

    [Fact]
    public async Task The_request_id_is_told_though_a_proxy_took_its_header_away()
    {
        const string Answer = """{"success":false,"error":{"code":"INTERNAL_ERROR","message":"M"},"message":"M","metadata":{"apiVersion":"v2","requestId":"of-the-server"}}""";
        await using var between = await Intermediary.StartAsync(server, request => request.AnswerAsync(500, "application/json", Answer));
        using var client = (await server.NewCustomerAsync()).NewClient(options => options.BaseAddress = between.Address);

        (await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<ContactBooksApiException>())
            .Which.RequestId.Should().Be("of-the-server");
    }

    [Fact]
    public async Task Words_that_a_newer_server_adds_are_read_as_they_are()
    {
        const string Answer = """
            {"success":true,"message":"","news":1,"data":{"contactBook":{"contactBookUid":"grp_x","name":"N","kind":"new"},
             "summary":{"total":1,"created":0,"updated":0,"skipped":0,"invalid":0,"queued":1},
             "results":[{"row":1,"status":"QUEUED","reason":"BUSY_HOUR","until":"18:00"}]}}
            """;
        await using var between = await Intermediary.StartAsync(server, request => request.AnswerAsync(200, "application/json", Answer));
        using var client = (await server.NewCustomerAsync()).NewClient(options => options.BaseAddress = between.Address);

        var result = await client.Contacts.UploadAsync("grp_x", [new("7000782082")], cancellationToken: _cancellation);

        result.Results.Should().ContainSingle().Which.Should().BeEquivalentTo(new RowResult { Row = 1, Status = "QUEUED", Reason = "BUSY_HOUR" });
    }
}
