using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class EnvelopeSpecs(RunningServer server)
{
    [Fact]
    public async Task All_six_endpoints_answer_200_with_their_message_in_the_envelope()
    {
        var api = await server.NewCustomerAsync();

        var created = await api.PostAsync(Api.Books, """{"name":"Retail Leads"}""");
        var book = created.Succeeds("Contact book created").GetProperty("contactBook").Text("contactBookUid")!;
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved").PropertyNames().Should().Equal("contactBooks", "items", "pagination");
        (await api.GetAsync(Api.Book(book))).Succeeds("Contact book retrieved").PropertyNames().Should().Equal("contactBook");
        (await api.PostAsync(Api.Book(book), """{"name":"Leads"}""")).Succeeds("Contact book updated").PropertyNames().Should().Equal("contactBook");
        (await api.PostAsync(Api.Bulk(book), Api.Upload("""{"phone":"7000782082"}"""))).Succeeds("Contacts uploaded")
            .PropertyNames().Should().Equal("contactBook", "summary", "results");
        (await api.GetAsync(Api.Contacts(book))).Succeeds("Contact book contacts retrieved")
            .PropertyNames().Should().Equal("contactBook", "contacts", "items", "pagination");
    }

    [Fact]
    public async Task A_failure_has_error_code_and_message_and_repeats_the_message_at_the_top()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Book("grp_nothing"));

        var error = answer.Fails(404, "CONTACT_BOOK_NOT_FOUND");
        answer.Json.GetProperty("message").GetString().Should().Be(error.Text("message"));
    }

    [Fact]
    public async Task Details_name_path_code_and_message_of_a_fault()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(
            Api.Bulk(book),
            Api.Upload("""{"phone":"1"}""", """{"phone":"2"}""", """{"phone":"3"}""", """{"phone":"4","customFields":[]}"""));

        answer.Faults().Should().Equal(("contacts[3].customFields", "NOT_AN_OBJECT"));
        answer.Json.GetProperty("error").GetProperty("details")[0].Text("message").Should().NotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task Details_are_present_only_where_they_help()
    {
        var api = await server.NewCustomerAsync();

        (await api.With(null).GetAsync(Api.Books)).Fails(401, "MISSING_AUTH_TOKEN").TryGetProperty("details", out _).Should().BeFalse();
        (await api.GetAsync(Api.Book("grp_nothing"))).Fails(404, "CONTACT_BOOK_NOT_FOUND").TryGetProperty("details", out _).Should().BeFalse();
        (await api.GetAsync(Api.Books + "?page=0")).Fails(400, "VALIDATION_FAILED").TryGetProperty("details", out _).Should().BeTrue();
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/favicon.ico")]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/v2")]
    [InlineData("/api/v2/nothing")]
    [InlineData("/api/v1/contact-books")]
    [InlineData("/api/v2/contact-books/grp_abc/nothing")]
    [InlineData("/api/v2/contact-books/grp_abc/contacts/bulk/nothing")]
    [InlineData("/api/v2/contact-books/grp_abc/contacts/bulk%2Fnothing")]
    public async Task An_unknown_route_is_404_NOT_FOUND_in_the_envelope_with_or_without_a_token(string path)
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync(path)).Fails(404, "NOT_FOUND");
        (await api.With(null).GetAsync(path)).Fails(404, "NOT_FOUND");
        (await api.PostAsync(path, "{}")).Fails(404, "NOT_FOUND");
        (await api.SendAsync(HttpMethod.Delete, path, null)).Fails(404, "NOT_FOUND");
    }

    [Fact]
    public async Task An_answer_is_not_to_be_stored_nor_guessed_at()
    {
        var api = await server.NewCustomerAsync();

        foreach (var answer in new[] { await api.GetAsync(Api.Books), await api.GetAsync("/nothing"), await api.With(null).GetAsync(Api.Books) })
        {
            answer.Header("Cache-Control").Should().Be("no-store");
            answer.Header("X-Content-Type-Options").Should().Be("nosniff");
            answer.Header("Server").Should().BeNull();
        }
    }

    [Fact]
    public async Task No_cors_headers_are_sent()
    {
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Books, ("Origin", "https://elsewhere.example"));

        answer.Succeeds("Contact books retrieved");
        answer.Headers.Should().NotContain(h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task No_internal_id_of_any_kind_is_in_an_answer()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(2));

        foreach (var path in new[] { Api.Books, Api.Book(book), Api.Contacts(book) })
        {
            var data = (await api.GetAsync(path)).Json.GetProperty("data");
            NamesIn(data).Should().NotContain(n => n.EndsWith("Id", StringComparison.Ordinal) || n == "id");
            data.GetRawText().Should().NotContain(api.Customer.Uid).And.NotContain(api.UserUid).And.NotContain(api.TokenUid);
        }
    }

    private static IEnumerable<string> NamesIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => NamesIn(p.Value).Prepend(p.Name)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(NamesIn),
        _ => [],
    };
}
