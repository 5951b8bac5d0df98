using ContactBooks.Core.Customers;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Http;

/// <summary>Order of the checks: token, scope, feature, content type, book, body. Each request here has all the later faults.</summary>
public class CheckOrderSpecs(RunningServer server)
{
    private static readonly (string, string) WrongType = ("Content-Type", "text/csv");

    [Fact]
    public async Task The_token_comes_before_everything()
    {
        var api = await server.NewCustomerAsync(Features.None, TokenScope.SelectedNumber);

        (await api.With(null).PostAsync(Api.Bulk("grp_nothing"), "nonsense", WrongType)).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.With(TokenSecret.New()).PostAsync(Api.Bulk("grp_nothing"), "nonsense", WrongType)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(TokenSecret.New()).PostAsync(Api.Books, "nonsense", WrongType)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(TokenSecret.New()).PostAsync(Api.Book("grp_nothing"), "nonsense", WrongType)).Fails(401, "INVALID_AUTH_TOKEN");
        (await api.With(null).GetAsync(Api.Contacts("grp_nothing") + "?page=0")).Fails(401, "MISSING_AUTH_TOKEN");
        (await api.With(null).GetAsync(Api.Books + "?page=0")).Fails(401, "MISSING_AUTH_TOKEN");
    }

    [Fact]
    public async Task The_scope_comes_before_the_feature()
    {
        var api = await server.NewCustomerAsync(Features.None, TokenScope.SelectedNumber);

        (await api.PostAsync(Api.Bulk("grp_nothing"), "nonsense", WrongType)).Fails(403, "TOKEN_SCOPE_NOT_ALLOWED");
        (await api.GetAsync(Api.Contacts("grp_nothing") + "?page=0")).Fails(403, "TOKEN_SCOPE_NOT_ALLOWED");
    }

    [Fact]
    public async Task The_feature_comes_before_the_content_type()
    {
        var api = await server.NewCustomerAsync(Features.None);

        (await api.PostAsync(Api.Bulk("grp_nothing"), "nonsense", WrongType)).Fails(403, "FEATURE_NOT_AVAILABLE");
        (await api.PostAsync(Api.Books, "nonsense", WrongType)).Fails(403, "FEATURE_NOT_AVAILABLE");
        (await api.GetAsync(Api.Contacts("grp_nothing") + "?page=0")).Fails(403, "FEATURE_NOT_AVAILABLE");
    }

    [Fact]
    public async Task The_content_type_comes_before_the_book()
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Api.Bulk("grp_nothing"), "nonsense", WrongType)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.PostAsync(Api.Book("grp_nothing"), "nonsense", WrongType)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.PostAsync(Api.Bulk("grp_nothing"), "nonsense", ("Content-Encoding", "zstd"))).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
    }

    [Fact]
    public async Task The_book_comes_before_the_body_and_the_query()
    {
        var api = await server.NewCustomerAsync();
        var key = ("Idempotency-Key", new string('x', 256));

        (await api.PostAsync(Api.Bulk("grp_nothing") + "?dryRun=perhaps", "nonsense", key)).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Book("grp_nothing"), "nonsense", key)).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.PostAsync(Api.Bulk("grp_nothing"), "no gzip", ("Content-Encoding", "gzip"))).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        (await api.GetAsync(Api.Contacts("grp_nothing") + "?page=0")).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task The_book_comes_before_the_size_of_the_body()
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Api.Bulk("grp_nothing"), new byte[(8 * 1024 * 1024) + 1])).Fails(404, "CONTACT_BOOK_NOT_FOUND");
    }

    [Fact]
    public async Task The_size_of_the_body_comes_before_what_is_in_it()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book), new byte[(8 * 1024 * 1024) + 1])).Fails(413, "PAYLOAD_TOO_LARGE");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/csv")]
    [InlineData("text/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/octet-stream")]
    [InlineData("application/jsonp")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("json")]
    [InlineData("")]
    public async Task A_POST_that_is_not_JSON_is_415_on_every_endpoint(string contentType)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var type = ("Content-Type", contentType);

        (await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"7000782082"}"""), type)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.PostAsync(Api.Books, """{"name":"One"}""", type)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.PostAsync(Api.Book(book), """{"name":"One"}""", type)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=UTF-8")]
    [InlineData("application/json; charset=\"utf-8\"")]
    [InlineData("Application/JSON")]
    [InlineData("application/json; odata=verbose")]
    [InlineData("application/vnd.example+json")]
    public async Task JSON_by_any_of_its_names_is_taken(string contentType)
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Api.Books, """{"name":"One"}""", ("Content-Type", contentType))).Succeeds("Contact book created");
    }

    [Fact]
    public async Task No_content_type_at_all_is_415()
    {
        var api = await server.NewCustomerAsync();
        var body = "{\"name\":\"One\"}"u8.ToArray();
        string[] head = ["POST /api/v2/contact-books HTTP/1.1", $"Authorization: Bearer {api.Token}", $"Content-Length: {body.Length}"];

        (await RawHttp.SendAsync(server.Address, head, body)).Status.Should().Be(415);
        (await RawHttp.SendAsync(server.Address, [.. head, "Content-Type: application/json"], body)).Status.Should().Be(200);
        (await RawHttp.SendAsync(server.Address, [.. head, "Content-Type: application/json", "Content-Type: text/plain"], body)).Status.Should().BeOneOf(400, 415);
    }
}
