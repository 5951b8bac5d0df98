using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Specs.Http;

/// <summary>
/// The records that the reference is made from are the plain twins of what is written by hand: every answer reads into them
/// with nothing left over, and they write it again as it was.
/// </summary>
public class TypedTwinSpecs(RunningServer server)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
    };

    [Fact]
    public async Task Books_are_BookData_and_BookListData()
    {
        var api = await server.NewCustomerAsync();
        var created = await api.PostAsync(Api.Books, """{"name":"Retail Leads","description":"आशा","color":"#0f62fe"}""");
        var book = await api.NewBookAsync("Bare");

        IsTwin<SuccessJson<BookData>>(created);
        IsTwin<SuccessJson<BookData>>(await api.GetAsync(Api.Book(book)));
        IsTwin<SuccessJson<BookData>>(await api.PostAsync(Api.Book(book), """{"name":"Renamed"}"""));
        IsTwin<SuccessJson<BookListData>>(await api.GetAsync(Api.Books)).Data.ContactBooks.Should().HaveCount(2);
        IsTwin<SuccessJson<BookListData>>(await api.GetAsync(Api.Books + "?limit=1")).Data.Pagination.NextCursor.Should().NotBeNull();
    }

    [Fact]
    public async Task Contacts_are_ContactListData()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(
            book,
            """{"phone":"7000782082"}""",
            """{"phone":"9800000001","displayName":"A","firstName":"B","lastName":"C","email":"d@e.in","companyName":"F","customFields":{"n":1.50,"o":{"p":[null]}}}""");

        IsTwin<SuccessJson<ContactListData>>(await api.GetAsync(Api.Contacts(book))).Data.Contacts.Should().HaveCount(2);
        var cursor = IsTwin<SuccessJson<ContactListData>>(await api.GetAsync(Api.Contacts(book) + "?limit=1")).Data.Pagination.NextCursor;
        IsTwin<SuccessJson<ContactListData>>(await api.GetAsync($"{Api.Contacts(book)}?limit=1&cursor={cursor}")).Data.Pagination.Page.Should().BeNull();
        IsTwin<SuccessJson<ContactListData>>(await api.GetAsync(Api.Contacts(book) + "?search=98")).Data.Contacts.Should().ContainSingle();
    }

    [Fact]
    public async Task An_upload_is_UploadData_dry_keyed_and_replayed()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Api.Rows(1));
        var body = Api.Upload(
            """{"phone":"9800000000"}""", """{"phone":"9800000001"}""", """{"phone":"9800000001"}""", """{"phone":"x","email":"y"}""", """{"phone":"\ud800"}""");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());

        var dry = IsTwin<SuccessJson<UploadData>>(await api.PostAsync(Api.Bulk(book) + "?dryRun=true", body)).Data;
        dry.DryRun.Should().BeTrue();
        dry.Results.Select(r => r.Status).Should().Equal("UPDATED", "CREATED", "SKIPPED", "INVALID", "INVALID");
        IsTwin<SuccessJson<UploadData>>(await api.PostAsync(Api.Bulk(book), body)).Data.DryRun.Should().BeNull();
        IsTwin<SuccessJson<UploadData>>(await api.PostAsync(Api.Bulk(book), body, key));
        IsTwin<SuccessJson<UploadData>>(await api.PostAsync(Api.Bulk(book), body, key)).Data.Summary.Total.Should().Be(5);
    }

    [Fact]
    public async Task Suppressions_are_their_data_and_marks_on_contacts_and_uploads_too()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        const string Suppressions = "/api/v2/suppressions";
        const string Phones = """{"defaultCountryCode":"91","phones":["9800000000",{"phone":"9800000001","reason":"STOP"},"x"]}""";

        IsTwin<SuccessJson<SuppressData>>(await api.PostAsync(Suppressions, Phones)).Data.Summary.Should().Be(new SuppressSummaryJson(3, 2, 0, 1));
        IsTwin<SuccessJson<SuppressionListData>>(await api.GetAsync(Suppressions)).Data.Items.Should().HaveCount(2);
        IsTwin<SuccessJson<SuppressionImportData>>(await api.PostAsync($"{Suppressions}/import", "phone\n+919800000002\nx\n", ("Content-Type", "text/csv")))
            .Data.Rejects.Should().ContainSingle();
        IsTwin<SuccessJson<UploadData>>(await api.PostAsync(Api.Bulk(book) + "?include=suppressed", Api.Upload(Api.Rows(2)))).Data.Summary.Suppressed.Should().Be(2);
        IsTwin<SuccessJson<ContactListData>>(await api.GetAsync(Api.Contacts(book) + "?include=suppressed")).Data.Contacts[0].Suppressed.Should().BeTrue();
        IsTwin<SuccessJson<LiftData>>(await api.PostAsync($"{Suppressions}/lift", Phones)).Data.Summary.Should().Be(new LiftSummaryJson(3, 2, 0, 1));
    }

    [Fact]
    public async Task Custom_fields_are_their_data_and_warnings_on_uploads_too()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        const string Fields = "/api/v2/custom-fields";

        var made = IsTwin<SuccessJson<CustomFieldData>>(await api.PostAsync(Fields, """{"key":"n","type":"number"}""")).Data.CustomField;
        IsTwin<SuccessJson<CustomFieldData>>(await api.PostAsync($"{Fields}/{made.Uid}", """{"label":"Number"}""")).Data.CustomField.Label.Should().Be("Number");
        IsTwin<SuccessJson<CustomFieldListData>>(await api.GetAsync(Fields)).Data.Items.Should().ContainSingle();
        IsTwin<SuccessJson<UploadData>>(await api.PostAsync(
            Api.Bulk(book) + "?include=warnings", Api.Upload("""{"phone":"9800000000","customFields":{"n":"x"}}"""))).Data.Results[0].Warnings.Should().ContainSingle();
    }

    [Fact]
    public async Task Imports_are_ImportData_ImportListData_and_ImportPreviewData()
    {
        var api = await server.NewCustomerAsync();
        var imports = $"{Api.Book(await api.NewBookAsync())}/imports";
        var header = ("Content-Type", "text/csv");

        var preview = IsTwin<SuccessJson<ImportPreviewData>>(await api.PostAsync($"{imports}/preview", ReferenceExamples.ImportedFile, header)).Data;
        preview.Rows.Select(row => row.Status).Should().Contain("VALID").And.Contain("INVALID");
        IsTwin<SuccessJson<ImportPreviewData>>(await api.PostAsync($"{imports}/preview", "Name,City\nAsha,Mumbai\n", header)).Data.Summary.Should().BeNull();
        var made = await api.PostAsync($"{imports}?defaultCountryCode=91", ReferenceExamples.ImportedFile, header);
        IsTwin<SuccessJson<ImportData>>(made).Data.Import.FileName.Should().BeNull();
        await api.GetAsync($"{made.Header("Location")}/events"); // ends when the import does
        IsTwin<SuccessJson<ImportData>>(await api.GetAsync(made.Header("Location")!)).Data.Import.State.Should().Be("DONE");
        IsTwin<SuccessJson<ImportData>>(await api.PostAsync($"{made.Header("Location")}/cancel", ""));
        IsTwin<SuccessJson<ImportListData>>(await api.GetAsync(imports)).Data.Imports.Should().ContainSingle();
    }

    [Fact]
    public async Task The_twin_leaves_out_the_null_phone_of_a_row_without_one_and_nothing_else()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var answer = await api.PostAsync(Api.Bulk(book), Api.Upload("{}"));

        // A null phone is told for INVALID rows alone, which a plain record can't say.
        var told = JsonNode.Parse(answer.Body)!;
        told["data"]!["results"]![0]!.AsObject().Remove("phone").Should().BeTrue();
        var twin = JsonSerializer.Deserialize<SuccessJson<UploadData>>(answer.Body, Strict);
        JsonSerializer.SerializeToElement(twin, Strict).ShouldBeJson(told.ToJsonString());
    }

    [Fact]
    public async Task Failures_are_FailureJson()
    {
        var api = await server.NewCustomerAsync();

        IsTwin<FailureJson>(await api.With(null).GetAsync(Api.Books)).Error.Details.Should().BeNull();
        IsTwin<FailureJson>(await api.GetAsync(Api.Books + "?page=0&limit=0")).Error.Details.Should().HaveCount(2);
        IsTwin<FailureJson>(await api.GetAsync("/nothing"));
        IsTwin<FailureJson>(await api.SendAsync(HttpMethod.Delete, Api.Books, null));
    }

    private static T IsTwin<T>(Answer answer)
    {
        var twin = JsonSerializer.Deserialize<T>(answer.Body, Strict)!;
        JsonSerializer.SerializeToElement(twin, Strict).ShouldBeJson(answer.Text);
        return twin;
    }
}
