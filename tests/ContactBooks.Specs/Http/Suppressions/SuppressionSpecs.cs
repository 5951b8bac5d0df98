using System.Text.Json;

namespace ContactBooks.Specs.Http.Suppressions;

/// <summary>The suppression list by the API: suppressing, lifting, listing.</summary>
public class SuppressionSpecs(RunningServer server)
{
    private const string Path = "/api/v2/suppressions";

    [Fact]
    public async Task Each_phone_has_a_true_result_in_the_order_of_the_request()
    {
        var api = await server.NewCustomerAsync();
        await SuppressAsync(api, "\"9800000001\"");

        var data = await SuppressAsync(
            api, "\"98000 00000\"", """{"phone":"9800000001","reason":"Again"}""", """{"phone":"+91 98000-00000","reason":"Twice"}""", "9800000002", "\"12345\"", "null", "{}");

        data.GetProperty("summary").ShouldBeJson("""{"total":7,"suppressed":2,"alreadySuppressed":2,"invalid":3}""");
        data.GetProperty("results").EnumerateArray().Select(row => (row.GetProperty("row").GetInt32(), row.Text("status"), row.Text("phone"))).Should().Equal(
            (1, "SUPPRESSED", "919800000000"),
            (2, "ALREADY_SUPPRESSED", "919800000001"),
            (3, "ALREADY_SUPPRESSED", "919800000000"),
            (4, "SUPPRESSED", "919800000002"),
            (5, "INVALID", "12345"),
            (6, "INVALID", null),
            (7, "INVALID", null));
        data.GetProperty("results")[4].ShouldBeJson(
            """
            {"row":5,"status":"INVALID","phone":"12345","reason":"INVALID_PHONE","field":"phone",
             "message":"This number is too short for a number of +91: digits are missing."}
            """);
        data.GetProperty("results")[5].Text("reason").Should().Be("MISSING_PHONE");
        (await ListAsync(api)).Select(one => (one.Text("phone"), one.Text("reason"))).Should().BeEquivalentTo(
            [("919800000000", null), ("919800000001", null), ("919800000002", (string?)null)], "what is there stays as it was");
    }

    [Fact]
    public async Task The_list_tells_why_how_by_whom_and_since_when()
    {
        var api = await server.NewCustomerAsync();
        await SuppressAsync(api, """{"phone":"9800000001","reason":"  Replied STOP ✋ "}""");

        var one = (await ListAsync(api)).Should().ContainSingle().Subject;

        one.PropertyNames().Should().Equal("phone", "reason", "source", "addedBy", "createdAt");
        (one.Text("phone"), one.Text("reason"), one.Text("source"), one.Text("addedBy")).Should().Be(("919800000001", "Replied STOP ✋", "API", api.TokenUid));
        one.GetProperty("createdAt").GetDateTimeOffset().Should().BeCloseTo(server.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_reason_that_may_not_be_kept_makes_its_entry_invalid_and_no_other()
    {
        var api = await server.NewCustomerAsync();

        var data = await SuppressAsync(
            api, $$"""{"phone":"9800000001","reason":"{{new string('x', 201)}}"}""", """{"phone":"9800000002","reason":"a\u0000b"}""", $$"""{"phone":"9800000003","reason":"{{new string('é', 200)}}"}""");

        data.GetProperty("results").EnumerateArray().Take(2).Select(row => (row.Text("status"), row.Text("reason"), row.Text("field"))).Should().Equal(
            ("INVALID", "FIELD_TOO_LONG", "reason"), ("INVALID", "INVALID_CHARACTERS", "reason"));
        data.GetProperty("results")[2].ShouldBeJson("""{"row":3,"status":"SUPPRESSED","phone":"919800000003"}""");
        (await ListAsync(api)).Should().ContainSingle();
    }

    [Fact]
    public async Task Lifting_is_told_phone_by_phone_and_ends_it()
    {
        var api = await server.NewCustomerAsync();
        await SuppressAsync(api, "\"9800000001\"", "\"9800000002\"");

        var data = (await api.PostAsync($"{Path}/lift", Body("\"9800000001\"", """{"phone":"9800000003"}""", "\"98000 00001\"", "\"x\""))).Succeeds("Suppressions lifted");

        data.GetProperty("summary").ShouldBeJson("""{"total":4,"lifted":1,"notSuppressed":2,"invalid":1}""");
        data.GetProperty("results").EnumerateArray().Select(row => row.Text("status")).Should().Equal("LIFTED", "NOT_SUPPRESSED", "NOT_SUPPRESSED", "INVALID");
        (await ListAsync(api)).Select(one => one.Text("phone")).Should().Equal("919800000002");
    }

    [Fact]
    public async Task A_retry_under_its_key_gets_the_first_answer_and_suppresses_nothing_again()
    {
        var api = await server.NewCustomerAsync();
        var key = ("Idempotency-Key", "mine");
        var first = await api.PostAsync(Path, Body("\"9800000001\""), key);
        await api.PostAsync($"{Path}/lift", Body("\"9800000001\""), key);

        var again = await api.PostAsync(Path, Body("\"9800000001\""), key);
        var other = await api.PostAsync(Path, Body("\"9800000002\""), key);

        first.Succeeds("Phones suppressed");
        again.Header("Idempotency-Replayed").Should().Be("true");
        again.Succeeds("Phones suppressed").ShouldBeJson(first.Json.GetProperty("data").GetRawText());
        other.Fails(422, "IDEMPOTENCY_KEY_REUSED");
        (await ListAsync(api)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("[]", "", "NOT_AN_OBJECT")]
    [InlineData("{}", "phones", "REQUIRED")]
    [InlineData("""{"phones":[]}""", "phones", "EMPTY")]
    [InlineData("""{"phones":"9800000001"}""", "phones", "NOT_AN_ARRAY")]
    [InlineData("""{"phones":[["9800000001"]]}""", "phones[0]", "NOT_A_TEXT")]
    [InlineData("""{"phones":[{"phone":{"a":1}}]}""", "phones[0].phone", "NOT_A_TEXT")]
    [InlineData("""{"phones":["1",{"phone":"1","phone":"2"}]}""", "phones[1].phone", "DUPLICATE_PROPERTY")]
    [InlineData("""{"phones":["1"],"phones":["1"]}""", "phones", "DUPLICATE_PROPERTY")]
    [InlineData("""{"defaultCountryCode":"999","phones":["1"]}""", "defaultCountryCode", "UNKNOWN_CALLING_CODE")]
    public async Task A_body_of_the_wrong_shape_fails_whole(string body, string path, string code)
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Path, body)).Faults().Should().Equal((path, code));
        (await api.PostAsync($"{Path}/lift", body)).Faults().Should().Equal((path, code));
    }

    [Fact]
    public async Task More_than_1000_are_too_many()
    {
        var api = await server.NewCustomerAsync();
        var phones = Enumerable.Range(0, 1001).Select(i => $"\"98{i:D8}\"").ToArray();

        (await api.PostAsync(Path, Body(phones))).Faults().Should().Equal(("phones", "TOO_MANY"));
        (await SuppressAsync(api, phones[..1000])).GetProperty("summary").GetProperty("suppressed").GetInt32().Should().Be(1000);
    }

    [Fact]
    public async Task The_list_is_walked_by_pages_and_by_cursors_and_searched_by_digits()
    {
        var api = await server.NewCustomerAsync();
        await SuppressAsync(api, "\"9800000011\"", "\"9800000012\"", "\"9800000123\"");

        var page = (await api.GetAsync($"{Path}?limit=2")).Succeeds("Suppressions retrieved");
        var next = page.GetProperty("pagination").Text("nextCursor")!;
        var rest = (await api.GetAsync($"{Path}?limit=2&cursor={next}")).Succeeds("Suppressions retrieved");

        PhonesOf(page).Should().Equal("919800000123", "919800000012");
        PhonesOf(rest).Should().Equal("919800000011");
        rest.GetProperty("pagination").GetProperty("nextCursor").ValueKind.Should().Be(JsonValueKind.Null);
        PhonesOf((await api.GetAsync($"{Path}?page=2&limit=2")).Succeeds("Suppressions retrieved")).Should().Equal("919800000011");
        PhonesOf((await api.GetAsync($"{Path}?search={Uri.EscapeDataString("0-012")}")).Succeeds("Suppressions retrieved")).Should().Equal("919800000123", "919800000012");
        (await api.GetAsync($"{Path}?search=asha")).Faults().Should().Equal(("search", "INVALID_VALUE"));
        (await api.GetAsync($"{Path}?cursor=x")).Faults().Should().Equal(("cursor", "INVALID_VALUE"));
        (await api.GetAsync($"{Path}?limit=0")).Faults().Should().Equal(("limit", "INVALID_VALUE"));
    }

    [Fact]
    public async Task Nobody_sees_or_lifts_what_another_customer_suppressed()
    {
        var (mine, theirs) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        await SuppressAsync(mine, """{"phone":"9800000001","reason":"Mine"}""");
        var book = await theirs.NewBookAsync();

        (await ListAsync(theirs)).Should().BeEmpty();
        (await theirs.PostAsync($"{Path}/lift", Body("\"9800000001\""))).Succeeds("Suppressions lifted").GetProperty("results")[0].Text("status").Should().Be("NOT_SUPPRESSED");
        (await theirs.PostAsync($"{Api.Bulk(book)}?include=suppressed", Api.Upload("""{"phone":"9800000001"}"""))).Succeeds("Contacts uploaded")
            .GetProperty("summary").GetProperty("suppressed").GetInt32().Should().Be(0);
        (await ListAsync(mine)).Should().ContainSingle();
        (await theirs.With(null).GetAsync(Path)).Fails(401, "MISSING_AUTH_TOKEN");
    }

    private static string Body(params IEnumerable<string> phones) => $$"""{"defaultCountryCode":"91","phones":[{{string.Join(',', phones)}}]}""";

    private static async Task<JsonElement> SuppressAsync(Api api, params IEnumerable<string> phones) =>
        (await api.PostAsync(Path, Body(phones))).Succeeds("Phones suppressed");

    private static async Task<JsonElement[]> ListAsync(Api api) =>
        [.. (await api.GetAsync(Path)).Succeeds("Suppressions retrieved").GetProperty("suppressions").EnumerateArray()];

    private static IEnumerable<string?> PhonesOf(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(one => one.Text("phone"));
}
