using System.Net;
using System.Text;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>Which rows and values of a file go in, by what is there already; and the same rows as JSON.</summary>
public class UpdateRulesSpecs(RunningServer server)
{
    private const string Leads =
        """
        Mobile,Name,E-mail,City
        7000782082,Asha Rao,new@example.com,Mumbai
        9876543210,Ravi Kumar,CLEAR,CLEAR
        9876543210,Ravi K.,,
        9820012345,Meera,meera@example.com,Nagpur
        12345,,,
        """;

    private const string India = "?defaultCountryCode=91&clearToken=CLEAR";

    [Theory]
    [InlineData("", """{"total":5,"created":1,"updated":2,"skipped":1,"invalid":1,"suppressed":1,"warnings":0}""", """{"DUPLICATE_IN_FILE":1,"INVALID_PHONE":1}""")]
    [InlineData("upsert", """{"total":5,"created":1,"updated":2,"skipped":1,"invalid":1,"suppressed":1,"warnings":0}""", """{"DUPLICATE_IN_FILE":1,"INVALID_PHONE":1}""")]
    [InlineData("createOnly", """{"total":5,"created":1,"updated":0,"skipped":3,"invalid":1,"suppressed":0,"warnings":0}""", """{"ALREADY_EXISTS":2,"DUPLICATE_IN_FILE":1,"INVALID_PHONE":1}""")]
    [InlineData("updateOnly", """{"total":5,"created":0,"updated":2,"skipped":2,"invalid":1,"suppressed":1,"warnings":0}""", """{"DUPLICATE_IN_FILE":1,"INVALID_PHONE":1,"NOT_FOUND":1}""")]
    public async Task A_preview_counts_what_the_import_under_the_same_policy_then_does(string policy, string summary, string reasons)
    {
        var (api, book, _) = await NewBooksAsync();
        (await api.PostAsync("/api/v2/suppressions", """{"phones":["917000782082"]}""")).Status.Should().Be(HttpStatusCode.OK);

        var preview = await api.PreviewAsync(book, Leads, $"{India}&updatePolicy={policy}");
        var done = await api.ImportToEndAsync(book, Leads, $"{India}&updatePolicy={policy}");

        preview.GetProperty("summary").ShouldBeJson(summary);
        preview.GetProperty("reasons").ShouldBeJson(reasons);
        done.GetProperty("summary").ShouldBeJson(summary);
        (done.Text("updatePolicy"), done.Text("clearToken")).Should().Be((policy.Length == 0 ? "upsert" : policy, "CLEAR"));
    }

    [Fact]
    public async Task CreateOnly_leaves_what_is_there_out_of_the_book_and_the_preview_shows_which_rows()
    {
        var (api, book, other) = await NewBooksAsync();
        var before = (await api.ListAsync(other)).GetRawText();

        var rows = (await api.PreviewAsync(book, Leads, $"{India}&updatePolicy=createOnly")).GetProperty("rows").EnumerateArray().ToList();
        await api.ImportToEndAsync(book, Leads, $"{India}&updatePolicy=createOnly");

        rows.Select(row => (row.Text("status"), row.TryGetProperty("reason", out var reason) ? reason.GetString() : null)).Should().Equal(
            ("SKIPPED", "ALREADY_EXISTS"), ("SKIPPED", "ALREADY_EXISTS"), ("SKIPPED", "DUPLICATE_IN_FILE"), ("VALID", null), ("INVALID", "INVALID_PHONE"));
        rows[0].Text("message").Should().Contain("createOnly");
        rows[0].TryGetProperty("phone", out _).Should().BeFalse();
        (await api.ListAsync(other)).GetRawText().Should().Be(before);
        (await api.OnlyContactAsync(book)).Text("phone").Should().Be("919820012345");
    }

    [Fact]
    public async Task A_column_fills_what_is_empty_or_only_contacts_that_are_new()
    {
        var (api, book, _) = await NewBooksAsync();
        const string Mapping =
            """
            [{"column":"Mobile","field":"phone"},{"column":"Name","field":"displayName","update":"never"},
             {"column":"E-mail","field":"email","update":"ifEmpty"},{"column":"City","field":"customField","key":"city","update":"ifEmpty"}]
            """;

        var done = await api.ImportToEndAsync(book, Leads, $"{India}&mapping={Uri.EscapeDataString(Mapping)}");

        done.GetProperty("summary").ShouldBeJson("""{"total":5,"created":1,"updated":2,"skipped":1,"invalid":1,"suppressed":0,"warnings":0}""");
        done.GetProperty("mapping").EnumerateArray().Select(column => column.TryGetProperty("update", out var update) ? update.GetString() : null)
            .Should().Equal(null, "never", "ifEmpty", "ifEmpty");
        (await ContactsAsync(api, book)).Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["917000782082"] = """Asha,new@example.com,{"city":"Pune"}""",
            ["919876543210"] = """Ravi,ravi@example.com,{"city":"Goa"}""", // neither is cleared: there is something in it
            ["919820012345"] = """Meera,meera@example.com,{"city":"Nagpur"}""",
        });
    }

    [Fact]
    public async Task A_clear_token_clears_what_a_null_would()
    {
        var (api, book, _) = await NewBooksAsync();
        const string Mapping = """[{"column":"Mobile","field":"phone"},{"column":"E-mail","field":"email"},{"column":"City","field":"customField","key":"city"}]""";

        await api.ImportToEndAsync(book, Leads, $"{India}&updatePolicy=updateOnly&mapping={Uri.EscapeDataString(Mapping)}");

        (await ContactsAsync(api, book))["919876543210"].Should().Be("Ravi,,{}");
    }

    [Theory]
    [InlineData("UPSERT")]
    [InlineData("create")]
    public async Task A_policy_that_there_is_not_is_told(string policy)
    {
        var (api, book, _) = await NewBooksAsync();

        (await api.PostFileAsync($"{Api.Imports(book)}?updatePolicy={policy}", Encoding.UTF8.GetBytes(Leads))).Faults()
            .Should().Equal(("updatePolicy", "INVALID_VALUE"));
        (await api.PostAsync($"{Api.Bulk(book)}?updatePolicy={policy}", Api.Upload(Api.Rows(1)))).Faults().Should().Equal(("updatePolicy", "INVALID_VALUE"));
    }

    [Fact]
    public async Task Rows_of_JSON_are_left_out_by_the_same_policies_predicted_and_done()
    {
        var (api, book, other) = await NewBooksAsync();
        var body = Api.Upload("""{"phone":"7000782082","displayName":"New"}""", """{"phone":"9800000001"}""", """{"phone":"9800000001"}""");

        await AnswersAsync("createOnly", """{"total":3,"created":1,"updated":0,"skipped":2,"invalid":0}""",
            """{"row":1,"status":"SKIPPED","reason":"ALREADY_EXISTS","phone":"917000782082"}""", "CREATED", "DUPLICATE_IN_REQUEST");
        (await api.OnlyContactAsync(book)).Text("phone").Should().Be("919800000001");
        (await api.SearchAsync(other, "New")).Should().BeEmpty();

        body = Api.Upload("""{"phone":"9800000002"}""", """{"phone":"7000782082","displayName":"New"}""", """{"phone":"nonsense"}""");
        await AnswersAsync("updateOnly", """{"total":3,"created":0,"updated":1,"skipped":1,"invalid":1}""",
            """{"row":1,"status":"SKIPPED","reason":"NOT_FOUND","phone":"919800000002"}""", "UPDATED", "INVALID_PHONE");
        (await api.SearchAsync(book, "New")).Should().Equal("917000782082");

        async Task AnswersAsync(string policy, string summary, string first, params string[] rest)
        {
            foreach (var dryRun in new[] { "true", "false" })
            {
                var data = (await api.PostAsync($"{Api.Bulk(book)}?updatePolicy={policy}&dryRun={dryRun}", body)).Succeeds("Contacts uploaded");
                data.GetProperty("summary").ShouldBeJson(summary);
                data.GetProperty("results")[0].ShouldBeJson(first);
                data.GetProperty("results").EnumerateArray().Skip(1)
                    .Select(row => row.TryGetProperty("reason", out var reason) ? reason.GetString() : row.Text("status")).Should().Equal(rest);
            }
        }
    }

    [Fact]
    public async Task A_key_used_under_another_policy_is_used_for_another_request()
    {
        var (api, book, _) = await NewBooksAsync();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var body = Api.Upload(Api.Rows(1));

        var first = await api.PostAsync($"{Api.Bulk(book)}?updatePolicy=createOnly", body, key);
        first.Succeeds("Contacts uploaded");

        (await api.PostAsync($"{Api.Bulk(book)}?updatePolicy=createOnly", body, key)).Header("Idempotency-Replayed").Should().Be("true");
        (await api.PostAsync($"{Api.Bulk(book)}?updatePolicy=updateOnly", body, key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
    }

    private static async Task<Dictionary<string, string>> ContactsAsync(Api api, string book) => (await api.ContactsAsync(book)).ToDictionary(
        contact => contact.Text("phone")!,
        contact => $"{contact.Text("displayName")},{contact.Text("email")},{contact.GetProperty("customFields").GetRawText()}");

    /// <summary>An empty book, and another with two of the contacts.</summary>
    private async Task<(Api Api, string Book, string Other)> NewBooksAsync()
    {
        var api = await server.NewCustomerAsync();
        var other = await api.NewBookAsync("Other");
        await api.UploadAsync(
            other,
            """{"phone":"7000782082","displayName":"Asha","customFields":{"city":"Pune"}}""",
            """{"phone":"9876543210","displayName":"Ravi","email":"ravi@example.com","customFields":{"city":"Goa"}}""");
        return (api, await api.NewBookAsync(), other);
    }
}
