using System.Text.Json;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Specs.Http.CustomFields;

/// <summary>Values that don't fit their field: kept as they were sent, and told where a client asks.</summary>
public class CustomFieldWarningSpecs(RunningServer server)
{
    private const string Path = "/api/v2/custom-fields";

    [Fact]
    public async Task A_value_that_does_not_fit_is_kept_and_told_where_asked()
    {
        var (api, book) = await NewBookAsync("""{"key":"visits","type":"number"}""");
        var body = Api.Upload(Row(1, """{"visits":"many","city":"Pune"}"""), Row(2, """{"visits":"7"}"""));

        var asked = (await api.PostAsync(Api.Bulk(book) + "?include=warnings", body)).Succeeds("Contacts uploaded");
        var silent = await api.PostAsync(Api.Bulk(book), body);

        asked.GetProperty("summary").ShouldBeJson("""{"total":2,"created":2,"updated":0,"skipped":0,"invalid":0}""");
        asked.GetProperty("results")[0].GetProperty("warnings").ShouldBeJson(
            """[{"field":"customFields.visits","code":"NOT_A_NUMBER","message":"This is no number, as the values of \"visits\" are meant to be. It is kept as it was sent."}]""");
        asked.GetProperty("results")[1].TryGetProperty("warnings", out _).Should().BeFalse();
        silent.Text.Should().NotContain("warnings");
        (await api.ContactsAsync(book)).Single(contact => contact.Text("phone") == "919800000001").GetProperty("customFields")
            .ShouldBeJson("""{"visits":"many","city":"Pune"}""");
    }

    [Fact]
    public async Task Both_marks_are_told_together_and_a_retry_tells_the_same()
    {
        var (api, book) = await NewBookAsync("""{"key":"visits","type":"number"}""");
        await api.PostAsync("/api/v2/suppressions", """{"phones":["+919800000001"]}""");
        var (path, body, key) = (Api.Bulk(book) + "?include=suppressed,warnings", Api.Upload(Row(1, """{"visits":"many"}""")), ("Idempotency-Key", "mine"));

        var first = await api.PostAsync(path, body, key);
        await api.PostAsync($"{Path}/{(await FieldsAsync(api)).Single().Text("uid")}", """{"type":"text"}""");
        var second = await api.PostAsync(path, body, key);

        var row = first.Succeeds("Contacts uploaded").GetProperty("results")[0];
        row.PropertyNames().Should().Equal("row", "status", "contact", "suppressed", "warnings");
        second.Succeeds("Contacts uploaded").GetRawText().Should().Be(first.Succeeds("Contacts uploaded").GetRawText());
        (await api.PostAsync(path, body)).Text.Should().NotContain("\"warnings\"", "the field is a text now");
    }

    [Fact]
    public async Task A_new_field_is_held_against_what_it_is_about_to_be()
    {
        var (api, book) = await NewBookAsync();
        var rows = Enumerable.Range(0, 40).Select(n => Row(100 + n, $$"""{"visits":{{(n == 7 ? "\"many\"" : n)}} }""")).ToArray();

        var dry = (await api.PostAsync(Api.Bulk(book) + "?include=warnings&dryRun=true", Api.Upload(rows))).Succeeds("Contacts uploaded");
        var done = (await api.PostAsync(Api.Bulk(book) + "?include=warnings", Api.Upload(rows))).Succeeds("Contacts uploaded");

        foreach (var data in new[] { dry, done })
        {
            data.GetProperty("results").EnumerateArray().Where(row => row.TryGetProperty("warnings", out _)).Select(row => row.GetProperty("row").GetInt32())
                .Should().Equal(8);
        }

        (await FieldsAsync(api)).Single().Text("type").Should().Be("number");
    }

    [Fact]
    public async Task An_import_counts_them_always_defines_its_fields_and_its_preview_tells_the_same()
    {
        var (api, book) = await NewBookAsync("""{"key":"Plan","choices":["Basic","Gold"]}""", """{"key":"Code"}""");
        var lines = Enumerable.Range(0, 40).Select(n => $"98000001{n:D2},{(n == 7 ? "many" : n)},{(n == 9 ? "Silver" : "Gold")},00{n}");
        var file = string.Join('\n', lines.Prepend("phone,Visits,Plan,Code"));

        var preview = (await PostAsync("/preview")).Succeeds("Import previewed");
        var made = await PostAsync("");
        await api.GetAsync($"{made.Header("Location")}/events");
        var done = (await api.GetAsync(made.Header("Location")!)).Succeeds("Import retrieved").GetProperty("import");

        preview.GetProperty("summary").GetProperty("warnings").GetInt64().Should().Be(2);
        preview.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("warnings").GetArrayLength() > 0).Select(row => row.GetProperty("row").GetInt64())
            .Should().Equal(9, 11);
        (done.Text("state"), done.GetProperty("summary").GetProperty("warnings").GetInt64()).Should().Be(("DONE", 2));
        var visits = (await FieldsAsync(api)).Single(field => field.Text("key") == "Visits");
        (visits.Text("type"), visits.Text("source"), visits.Text("addedBy")).Should().Be(("number", "IMPORT", done.Text("importUid")));
        (await api.ContactsAsync(book)).Single(contact => contact.Text("phone") == "919800000107").GetProperty("customFields")
            .ShouldBeJson("""{"Visits":"many","Plan":"Gold","Code":"007"}""");

        Task<Answer> PostAsync(string path) => api.PostAsync($"{Api.Book(book)}/imports{path}?defaultCountryCode=91", file, ("Content-Type", "text/csv"));
    }

    [Fact]
    public async Task A_files_column_is_of_the_type_that_its_field_is_defined_with()
    {
        var (api, book) = await NewBookAsync("""{"key":"Code","type":"text"}""");

        var made = await api.PostAsync($"{Api.Book(book)}/imports?defaultCountryCode=91", "phone,Code\n9800000001,12\n9800000002,13\n", ("Content-Type", "text/csv"));
        await api.GetAsync($"{made.Header("Location")}/events");

        (await api.ContactsAsync(book)).Select(contact => contact.GetProperty("customFields").GetRawText()).Should().BeEquivalentTo(
            """{"Code":"12"}""", """{"Code":"13"}""");
    }

    [Fact]
    public async Task What_another_node_changes_is_known_here_within_seconds()
    {
        await using var own = await RunningServer.StartAsync();
        var api = await own.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var (path, body) = (Api.Bulk(book) + "?include=warnings", Api.Upload(Row(1, """{"visits":"many"}""")));
        var field = (await api.PostAsync(Path, """{"key":"visits","type":"number"}""")).Succeeds("Custom field created").GetProperty("customField");
        (await api.PostAsync(path, body)).Text.Should().Contain("NOT_A_NUMBER");

        await own.Store.CustomFields.ChangeAsync(
            api.Customer.Id, field.Text("uid")!, new CustomFieldChange(null, CustomFieldType.Text, null), own.Clock.GetUtcNow(), null, TestContext.Current.CancellationToken);
        own.Clock.Advance(TimeSpan.FromSeconds(5));

        (await api.PostAsync(path, body)).Text.Should().NotContain("NOT_A_NUMBER");
    }

    [Fact]
    public async Task An_upload_whose_fields_cannot_be_defined_is_stored_all_the_same_and_the_next_one_defines_them()
    {
        var failing = true;
        await using var own = await RunningServer.StartAsync(store => new UndefiningStore(store, () => failing));
        var api = await own.NewCustomerAsync();
        var book = await api.NewBookAsync();

        await api.UploadAsync(book, Row(1, """{"city":"Pune"}"""));
        (await FieldsAsync(api)).Should().BeEmpty();
        (await api.OnlyContactAsync(book)).GetProperty("customFields").ShouldBeJson("""{"city":"Pune"}""");

        failing = false;
        await api.UploadAsync(book, Row(1, """{"city":"Pune"}"""));
        (await FieldsAsync(api)).Should().ContainSingle();
    }

    private static string Row(int n, string customFields) => $$"""{"phone":"98{{n:D8}}","customFields":{{customFields}} }""";

    private static async Task<JsonElement[]> FieldsAsync(Api api) =>
        [.. (await api.GetAsync(Path)).Succeeds("Custom fields retrieved").GetProperty("items").EnumerateArray()];

    /// <summary>A book of a customer who has some fields defined.</summary>
    private async Task<(Api Api, string Book)> NewBookAsync(params string[] fields)
    {
        var api = await server.NewCustomerAsync();
        foreach (var field in fields)
        {
            (await api.PostAsync(Path, field)).Succeeds("Custom field created");
        }

        return (api, await api.NewBookAsync());
    }
}
