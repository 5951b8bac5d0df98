using System.Text;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Http;

public class BodyTokenSpecs(RunningServer server)
{
    private const int MaxBody = 64 * 1024;

    [Theory]
    [InlineData("authToken")]
    [InlineData("auth_token")]
    [InlineData("token")]
    public async Task Create_and_rename_also_take_the_token_in_the_body(string name)
    {
        var api = await server.NewCustomerAsync();
        var anonymous = api.With(null);

        var created = await anonymous.PostAsync(Api.Books, $$"""{"name":"One","{{name}}":"{{api.Token}}"}""");
        var book = created.Succeeds("Contact book created").GetProperty("contactBook").Text("uid")!;
        (await anonymous.PostAsync(Api.Book(book), $$"""{"{{name}}":" {{api.Token}} ","name":"Two"}""")).Succeeds("Contact book updated");

        (await api.ReadBookAsync(book)).Text("name").Should().Be("Two");
    }

    [Fact]
    public async Task The_header_wins()
    {
        var (api, other) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());

        (await api.PostAsync(Api.Books, $$"""{"name":"Mine","token":"{{other.Token}}"}""")).Succeeds("Contact book created");
        (await api.PostAsync(Api.Books, """{"name":"Mine too","token":"nonsense"}""")).Succeeds("Contact book created");
        (await api.With(TokenSecret.New()).PostAsync(Api.Books, $$"""{"name":"Whose?","token":"{{api.Token}}"}""")).Fails(401, "INVALID_AUTH_TOKEN");

        (await other.GetAsync(Api.Books)).Json.GetProperty("data").GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task A_header_without_a_bearer_token_leaves_it_to_the_body()
    {
        var api = await server.NewCustomerAsync();
        var body = $$"""{"name":"One","token":"{{api.Token}}"}""";

        (await api.PostAsync(Api.Books, body, ("Authorization", "Basic eDp5"))).Succeeds("Contact book created");
        (await api.PostAsync(Api.Books, body, ("Authorization", "Bearer "))).Succeeds("Contact book created");
    }

    [Fact]
    public async Task The_bulk_endpoint_takes_the_header_only()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.With(null).PostAsync(Api.Bulk(book), $$"""{"token":"{{api.Token}}","contacts":[{"phone":"917000782082"}]}""");

        answer.Fails(401, "MISSING_AUTH_TOKEN");
        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"name":"One"}""")]
    [InlineData("""{"name":"One","token":""}""")]
    [InlineData("""{"name":"One","token":"   "}""")]
    [InlineData("""{"name":"One","token":null}""")]
    [InlineData("""{"name":"One","token":1}""")]
    [InlineData("""{"name":"One","token":["w91_live_x"]}""")]
    [InlineData("""{"name":"One","Token":"w91_live_x"}""")]
    [InlineData("""{"name":"One","nested":{"token":"w91_live_x"}}""")]
    [InlineData("""{"name":"One","token":"\ud800"}""")]
    [InlineData("""[{"token":"w91_live_x"}]""")]
    [InlineData("\"w91_live_x\"")]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("""{"token":"w91_live_x",""")]
    public async Task A_body_without_a_token_or_that_cant_be_read_is_MISSING_AUTH_TOKEN(string body)
    {
        var api = await server.NewCustomerAsync();

        (await api.With(null).PostAsync(Api.Books, body)).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.With(null).PostAsync(Api.Book("grp_abc"), body)).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Fact]
    public async Task A_token_in_the_body_goes_through_the_same_checks()
    {
        var good = await server.NewCustomerAsync();
        var scoped = await server.NewCustomerAsync(scope: TokenScope.SpecificNumber);
        var poor = await server.NewCustomerAsync(Features.None);

        (await CreateAsync(good, TokenSecret.New())).Fails(401, "INVALID_AUTH_TOKEN");
        (await CreateAsync(good, "w91_live_x")).Fails(401, "INVALID_AUTH_TOKEN");
        (await CreateAsync(scoped, scoped.Token)).Fails(403, "TOKEN_SCOPE_NOT_ALLOWED");
        (await CreateAsync(poor, poor.Token)).Fails(403, "FEATURE_NOT_AVAILABLE");
        (await good.With(null).PostAsync(Api.Book("grp_abc"), $$"""{"token":"{{good.Token}}","name":""}""")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await good.With(null).PostAsync(Api.Books, $$"""{"token":"{{good.Token}}","name":""}""")).Fails(400, "VALIDATION_FAILED");

        static Task<Answer> CreateAsync(Api api, string token) => api.With(null).PostAsync(Api.Books, $$"""{"name":"One","token":"{{token}}"}""");
    }

    [Fact]
    public async Task Without_a_token_in_the_header_the_content_type_is_checked_first()
    {
        var api = await server.NewCustomerAsync();
        var body = $$"""{"name":"One","token":"{{api.Token}}"}""";

        (await api.With(null).PostAsync(Api.Books, body, ("Content-Type", "text/plain"))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.With(null).PostAsync(Api.Books, body, ("Content-Encoding", "zstd"))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.With(null).PostAsync(Api.Book("grp_abc"), "nothing", ("Content-Type", "text/plain"))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
    }

    [Fact]
    public async Task At_most_64_KiB_of_body_are_read_to_look_for_a_token()
    {
        var api = await server.NewCustomerAsync();
        var body = $$"""{"name":"One","token":"{{api.Token}}"}""";

        (await api.With(null).PostAsync(Api.Books, body.PadRight(MaxBody))).Succeeds("Contact book created");
        (await api.With(null).PostAsync(Api.Books, body.PadRight(MaxBody + 1))).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.PostAsync(Api.Books, body.PadRight(MaxBody + 1))).Succeeds("Contact book created");
    }

    [Fact]
    public async Task The_64_KiB_hold_after_decompression_as_well()
    {
        var api = await server.NewCustomerAsync();
        var body = $$"""{"name":"One","token":"{{api.Token}}"}""";
        var gzip = ("Content-Encoding", "gzip");

        (await api.With(null).PostAsync(Api.Books, Compressed.Gzip(body.PadRight(MaxBody)), gzip)).Succeeds("Contact book created");
        (await api.With(null).PostAsync(Api.Books, Compressed.Gzip(body.PadRight(MaxBody + 1)), gzip)).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.With(null).PostAsync(Api.Books, "no gzip", gzip)).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Fact]
    public async Task A_byte_order_mark_hides_no_token()
    {
        var api = await server.NewCustomerAsync();
        byte[] body = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes($$"""{"name":"One","token":"{{api.Token}}"}""")];

        (await api.PostAsync(Api.Books, body)).Succeeds("Contact book created");
        (await api.With(null).PostAsync(Api.Books, body)).Succeeds("Contact book created");
    }

    [Fact]
    public async Task The_token_in_the_body_is_no_part_of_the_book()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.With(null).PostAsync(Api.Books, $$"""{"name":"One","authToken":"{{api.Token}}"}""");

        answer.Succeeds("Contact book created");
        answer.Text.Should().NotContain(api.Token);
    }
}
