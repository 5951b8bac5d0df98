using System.Text.Json;

namespace ContactBooks.Specs.Http.Suppressions;

/// <summary>What is told of contacts whose phones are suppressed: all that is asked for, and nothing that isn't.</summary>
public class SuppressedContactSpecs(RunningServer server)
{
    private const string Asking = "?include=suppressed";

    private static readonly string Rows = Api.Upload(
        """{"phone":"9800000001"}""", """{"phone":"9800000002"}""", """{"phone":"9800000001"}""", """{"phone":"12345"}""", """{"phone":"9800000003"}""");

    [Fact]
    public async Task A_suppressed_row_goes_in_and_is_marked_and_counted_where_asked()
    {
        var (api, book) = await NewBookAsync("9800000001", "9800000003", "9800000009");
        await api.UploadAsync(book, """{"phone":"9800000003"}""");

        var data = (await api.PostAsync(Api.Bulk(book) + Asking, Rows)).Succeeds("Contacts uploaded");

        data.GetProperty("summary").ShouldBeJson("""{"total":5,"created":2,"updated":1,"skipped":1,"invalid":1,"suppressed":2}""");
        data.GetProperty("results").EnumerateArray().Select(row => (row.Text("status"), IsMarked(row))).Should().Equal(
            ("CREATED", true), ("CREATED", false), ("SKIPPED", false), ("INVALID", false), ("UPDATED", true));
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt64().Should().Be(3);
        (await SuppressedAsync(api)).Should().BeEquivalentTo("919800000001", "919800000003", "919800000009");
    }

    [Fact]
    public async Task A_row_that_the_update_policy_leaves_out_is_neither_marked_nor_counted()
    {
        var (api, book) = await NewBookAsync("9800000001", "9800000002");
        await api.UploadAsync(book, """{"phone":"9800000001"}""");

        var data = (await api.PostAsync(Api.Bulk(book) + Asking + "&updatePolicy=createOnly", Rows)).Succeeds("Contacts uploaded");

        data.GetProperty("summary").ShouldBeJson("""{"total":5,"created":2,"updated":0,"skipped":2,"invalid":1,"suppressed":1}""");
        data.GetProperty("results").EnumerateArray().Select(IsMarked).Should().Equal(false, true, false, false, false);
    }

    [Fact]
    public async Task A_dry_run_tells_the_same()
    {
        var (api, book) = await NewBookAsync("9800000001");

        var dry = (await api.PostAsync(Api.Bulk(book) + Asking + "&dryRun=true", Rows)).Succeeds("Contacts uploaded");

        dry.GetProperty("summary").ShouldBeJson("""{"total":5,"created":3,"updated":0,"skipped":1,"invalid":1,"suppressed":1}""");
        IsMarked(dry.GetProperty("results")[0]).Should().BeTrue();
    }

    [Fact]
    public async Task A_client_that_does_not_ask_sees_what_it_always_saw()
    {
        var (api, book) = await NewBookAsync("9800000001");

        var upload = await api.PostAsync(Api.Bulk(book), Rows);
        var list = await api.GetAsync(Api.Contacts(book));

        upload.Succeeds("Contacts uploaded").GetProperty("summary").PropertyNames().Should().Equal("total", "created", "updated", "skipped", "invalid");
        (upload.Text + list.Text).Should().NotContain("suppressed");
    }

    [Fact]
    public async Task A_retry_tells_what_the_first_answer_told_and_asking_otherwise_is_another_request()
    {
        var (api, book) = await NewBookAsync("9800000001");
        var key = ("Idempotency-Key", "mine");
        var first = await api.PostAsync(Api.Bulk(book) + Asking, Rows, key);
        await api.PostAsync("/api/v2/suppressions/lift", """{"phones":["+919800000001"]}""");

        var second = await api.PostAsync(Api.Bulk(book) + Asking, Rows, key);
        var other = await api.PostAsync(Api.Bulk(book), Rows, key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Succeeds("Contacts uploaded").GetRawText().Should().Be(first.Succeeds("Contacts uploaded").GetRawText()).And.Contain("\"suppressed\":true");
        other.Fails(422, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task A_list_and_a_search_tell_of_every_contact_whether_it_is()
    {
        var (api, book) = await NewBookAsync("9800000002");
        await api.UploadAsync(book, Api.Rows(4));

        var listed = await api.ContactsAsync(book, Asking + "&limit=3");
        var found = await api.ContactsAsync(book, Asking + "&search=9800000002");

        listed.Should().HaveCount(3).And.AllSatisfy(
            contact => contact.GetProperty("suppressed").GetBoolean().Should().Be(contact.Text("phone") == "919800000002"));
        found.Should().ContainSingle().Which.GetProperty("suppressed").GetBoolean().Should().BeTrue();
        (await api.ListAsync(book, Asking)).GetProperty("items")[0].TryGetProperty("suppressed", out _).Should().BeTrue();
    }

    [Fact]
    public async Task The_list_of_contacts_in_several_books_tells_it_where_asked()
    {
        const string Several = "/api/v2/contacts/in-several-books";
        var (api, book) = await NewBookAsync("9800000002");
        var other = await api.NewBookAsync("Other");
        await api.UploadAsync(book, Api.Rows(3));
        await api.UploadAsync(other, Api.Rows(3));

        var asked = (await api.GetAsync(Several + Asking)).Succeeds("Contacts in several books retrieved");
        var silent = await api.GetAsync(Several);

        asked.GetProperty("contacts").EnumerateArray().Should().HaveCount(3).And.AllSatisfy(
            contact => contact.GetProperty("suppressed").GetBoolean().Should().Be(contact.Text("phone") == "919800000002"));
        asked.GetProperty("items").ShouldBeJson(asked.GetProperty("contacts").GetRawText());
        silent.Text.Should().NotContain("suppressed");
        (await api.GetAsync($"{Several}?include=warnings")).Faults().Should().Equal(("include", "INVALID_VALUE"));
    }

    [Theory]
    [InlineData("?include=")]
    [InlineData("?include=phones")]
    [InlineData("?include=suppressed,phones")]
    [InlineData("?include=Suppressed")]
    public async Task Asking_for_what_there_is_not_is_refused(string query)
    {
        var (api, book) = await NewBookAsync();

        (await api.GetAsync(Api.Contacts(book) + query)).Faults().Should().Equal(("include", "INVALID_VALUE"));
        (await api.PostAsync(Api.Bulk(book) + query, Rows)).Faults().Should().Equal(("include", "INVALID_VALUE"));
    }

    [Fact]
    public async Task An_import_and_its_preview_count_them_always()
    {
        var (api, book) = await NewBookAsync("9800000001", "9800000002");
        const string File = "phone,name\n9800000001,A\n9800000002,B\n9800000001,C\n9800000003,D\n1,E\n";
        var imports = $"{Api.Book(book)}/imports";
        var type = ("Content-Type", "text/csv");

        var preview = (await api.PostAsync($"{imports}/preview?defaultCountryCode=91", File, type)).Succeeds("Import previewed");
        var made = await api.PostAsync($"{imports}?defaultCountryCode=91", File, type);
        await api.GetAsync($"{made.Header("Location")}/events");
        var done = (await api.GetAsync(made.Header("Location")!)).Succeeds("Import retrieved").GetProperty("import");

        const string Summary = """{"total":5,"created":3,"updated":0,"skipped":1,"invalid":1,"suppressed":2,"warnings":0}""";
        preview.GetProperty("summary").ShouldBeJson(Summary);
        done.GetProperty("summary").ShouldBeJson(Summary);
        (await api.ContactsAsync(book)).Should().HaveCount(3);
        (await SuppressedAsync(api)).Should().BeEquivalentTo("919800000001", "919800000002");
    }

    private static bool IsMarked(JsonElement row) => row.TryGetProperty("suppressed", out var mark) && mark.GetBoolean();

    private static async Task<IEnumerable<string?>> SuppressedAsync(Api api) =>
        (await api.GetAsync("/api/v2/suppressions")).Succeeds("Suppressions retrieved").GetProperty("items").EnumerateArray().Select(one => one.Text("phone"));

    /// <summary>A customer's book, some Indian phones being suppressed.</summary>
    private async Task<(Api Api, string Book)> NewBookAsync(params string[] suppressed)
    {
        var api = await server.NewCustomerAsync();
        if (suppressed.Length > 0)
        {
            (await api.PostAsync("/api/v2/suppressions", JsonSerializer.Serialize(new { defaultCountryCode = "91", phones = suppressed }))).Succeeds("Phones suppressed");
        }

        return (api, await api.NewBookAsync());
    }
}
