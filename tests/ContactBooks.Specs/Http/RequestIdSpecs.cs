using System.Text.RegularExpressions;

namespace ContactBooks.Specs.Http;

public partial class RequestIdSpecs(RunningServer server)
{
    [Fact]
    public async Task A_new_request_id_is_a_uuid_of_its_own_in_header_and_metadata()
    {
        var api = await server.NewCustomerAsync();

        var (first, second) = (await api.GetAsync(Api.Books), await api.GetAsync(Api.Books));

        first.RequestId.Should().MatchRegex(Uuid());
        first.Json.GetProperty("metadata").Text("requestId").Should().Be(first.RequestId);
        second.RequestId.Should().MatchRegex(Uuid()).And.NotBe(first.RequestId);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ABCxyz019._-")]
    [InlineData("...")]
    public async Task A_clients_request_id_is_echoed(string id)
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Books, ("X-Request-Id", id));

        answer.Succeeds("Contact books retrieved");
        answer.RequestId.Should().Be(id);
    }

    [Fact]
    public async Task A_request_id_of_128_characters_is_echoed_and_one_of_129_is_not()
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(Api.Books, ("X-Request-Id", new string('x', 128)))).RequestId.Should().Be(new string('x', 128));
        (await api.GetAsync(Api.Books, ("X-Request-Id", new string('x', 129)))).RequestId.Should().MatchRegex(Uuid());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a,b")]
    [InlineData("a\"b")]
    [InlineData("<script>")]
    [InlineData("é")]
    public async Task Any_other_request_id_is_replaced_by_a_new_one(string id)
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Books, ("X-Request-Id", id));

        answer.Succeeds("Contact books retrieved");
        answer.RequestId.Should().MatchRegex(Uuid());
    }

    [Fact]
    public async Task Two_request_ids_are_none()
    {
        var answer = await RawHttp.SendAsync(server.Address, ["GET /api/v2/contact-books HTTP/1.1", "X-Request-Id: one", "X-Request-Id: two"]);

        answer.Status.Should().Be(401);
        var echoed = answer.Head.Should().ContainSingle(line => line.StartsWith("X-Request-Id: ", StringComparison.Ordinal)).Subject;
        echoed["X-Request-Id: ".Length..].Should().MatchRegex(Uuid());
    }

    [Fact]
    public async Task Failures_bear_the_request_id_too()
    {
        var api = await server.NewCustomerAsync();
        var id = ("X-Request-Id", "mine");

        (await api.With(null).GetAsync(Api.Books, id)).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.With(null).GetAsync(Api.Books, id)).RequestId.Should().Be("mine");
        (await api.GetAsync("/nothing", id)).RequestId.Should().Be("mine");
        (await api.SendAsync(HttpMethod.Delete, Api.Books, null, id)).RequestId.Should().Be("mine");
        (await api.PostAsync(Api.Books, "{}", id)).RequestId.Should().Be("mine");
    }

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex Uuid();
}
