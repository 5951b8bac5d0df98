using System.Text.Json;
using ContactBooks.Server.Api.Reference;
using Microsoft.AspNetCore.Routing;

namespace ContactBooks.Specs.Http;

public class OpenApiSpecs(RunningServer server)
{
    private const string Address = "/openapi/v2.json";

    /// <summary>The contract's endpoints, and those that we add.</summary>
    private static readonly string[] Endpoints =
    [
        "GET /api/v2/contact-books",
        "GET /api/v2/contact-books/{bookUid}",
        "GET /api/v2/contact-books/{bookUid}/contacts",
        "GET /api/v2/contact-books/{bookUid}/contacts/export",
        "GET /api/v2/contact-books/{bookUid}/imports",
        "GET /api/v2/contact-books/{bookUid}/imports/{importUid}",
        "GET /api/v2/contact-books/{bookUid}/imports/{importUid}/events",
        "GET /api/v2/contact-books/{bookUid}/imports/{importUid}/rejects",
        "POST /api/v2/contact-books",
        "POST /api/v2/contact-books/{bookUid}",
        "POST /api/v2/contact-books/{bookUid}/contacts/bulk",
        "POST /api/v2/contact-books/{bookUid}/contacts/delete",
        "POST /api/v2/contact-books/{bookUid}/contacts/move",
        "POST /api/v2/contact-books/{bookUid}/contacts/remove",
        "POST /api/v2/contact-books/{bookUid}/delete",
        "POST /api/v2/contact-books/{bookUid}/imports",
        "POST /api/v2/contact-books/{bookUid}/imports/preview",
        "POST /api/v2/contact-books/{bookUid}/imports/{importUid}/cancel",
        "GET /api/v2/contacts/in-several-books",
        "POST /api/v2/contacts/keep-oldest-book",
        "GET /api/v2/suppressions",
        SuppressionExport,
        "POST /api/v2/suppressions",
        "POST /api/v2/suppressions/import",
        "POST /api/v2/suppressions/lift",
        "GET /api/v2/custom-fields",
        "POST /api/v2/custom-fields",
        "POST /api/v2/custom-fields/{fieldUid}",
        "POST /api/v2/contact-books/{bookUid}/imports/{importUid}/undo",
        "GET /api/v2/uploads",
        "GET /api/v2/uploads/{uploadUid}",
        "GET /api/v2/uploads/{uploadUid}/kept",
        "POST /api/v2/uploads/{uploadUid}/undo",
    ];

    /// <summary>Those with a POST that has no second effect anyway.</summary>
    private static readonly string[] WithoutKey =
    [
        "POST /api/v2/contact-books/{bookUid}/imports/preview",
        "POST /api/v2/contact-books/{bookUid}/imports/{importUid}/cancel",
        "POST /api/v2/suppressions/import",
        "POST /api/v2/contact-books/{bookUid}/imports/{importUid}/undo",
        "POST /api/v2/uploads/{uploadUid}/undo",
    ];

    private const string Export = "GET /api/v2/contact-books/{bookUid}/contacts/export";
    private const string SuppressionExport = "GET /api/v2/suppressions/export";

    /// <summary>What an export may be besides CSV.</summary>
    private static readonly string[] OtherExports =
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/x-ndjson", "text/vcard"];

    /// <summary>Those that can be asked what they would do.</summary>
    private static readonly string[] TakesDryRun =
    [
        "POST /api/v2/contact-books/{bookUid}/contacts/bulk",
        "POST /api/v2/contact-books/{bookUid}/contacts/delete",
        "POST /api/v2/contact-books/{bookUid}/contacts/move",
        "POST /api/v2/contact-books/{bookUid}/contacts/remove",
        "POST /api/v2/contact-books/{bookUid}/delete",
        "POST /api/v2/contacts/keep-oldest-book",
    ];

    /// <summary>What differs from 200 in JSON.</summary>
    private static readonly Dictionary<string, (string Status, string ContentType)> OtherSuccesses = new()
    {
        ["POST /api/v2/contact-books/{bookUid}/imports"] = ("202", "application/json"),
        [Export] = ("200", "text/csv"),
        [SuppressionExport] = ("200", "text/csv"),
        ["POST /api/v2/contact-books/{bookUid}/imports/{importUid}/undo"] = ("202", "application/json"),
        ["GET /api/v2/contact-books/{bookUid}/imports/{importUid}/events"] = ("200", "text/event-stream"),
        ["GET /api/v2/contact-books/{bookUid}/imports/{importUid}/rejects"] = ("200", "text/csv"),
    };

    [Fact]
    public async Task The_document_is_OpenAPI_3_1_and_needs_no_token()
    {
        var answer = await server.Http.GetAsync(Address, TestContext.Current.CancellationToken);

        ((int)answer.StatusCode).Should().Be(200);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await Document()).Text("openapi").Should().StartWith("3.1.");
    }

    [Fact]
    public async Task Every_mapped_API_route_is_in_it_and_there_is_none_besides()
    {
        var mapped = server.Host.Routes
            .Where(r => r.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(m => m != "HEAD").Select(m => $"{m} {r.RoutePattern.RawText!.TrimEnd('/')}"));

        var told = Operations(await Document()).Select(o => o.Name).ToArray();

        told.Should().BeEquivalentTo(mapped);
        told.Should().BeEquivalentTo(Endpoints);
    }

    [Fact]
    public async Task Every_operation_has_an_id_of_its_own_a_summary_and_one_success_with_a_schema()
    {
        var operations = Operations(await Document()).ToArray();

        operations.Select(o => o.Json.Text("operationId")).Should().OnlyHaveUniqueItems();
        foreach (var (name, json) in operations)
        {
            json.Text("summary").Should().NotBeNullOrEmpty();
            json.GetProperty("responses").PropertyNames().Where(status => status[0] == '2').Should().Equal([SuccessOf(name).Status], name);
            string[] others = name switch
            {
                Export => OtherExports,
                SuppressionExport => OtherExports[..^1], // no cards
                _ => [],
            };
            Success(name, json).GetProperty("content").PropertyNames().Should().Equal([SuccessOf(name).ContentType, .. others], name);
            Success(name, json).GetProperty("content").GetProperty(SuccessOf(name).ContentType).GetProperty("schema").ValueKind.Should().Be(JsonValueKind.Object);
        }
    }

    [Fact]
    public async Task Every_POST_but_those_without_a_second_effect_takes_an_Idempotency_Key_and_what_can_be_predicted_dryRun()
    {
        foreach (var (name, json) in Operations(await Document()))
        {
            string[] parameters = json.TryGetProperty("parameters", out var list) ? [.. list.EnumerateArray().Select(p => p.Text("name")!)] : [];
            parameters.Contains("Idempotency-Key").Should().Be(TakesKey(name), name);
            parameters.Contains("dryRun").Should().Be(TakesDryRun.Contains(name), name);
            parameters.Contains("bookUid").Should().Be(name.Contains("{bookUid}", StringComparison.Ordinal), name);
            parameters.Contains("importUid").Should().Be(name.Contains("{importUid}", StringComparison.Ordinal), name);
            parameters.Contains("uploadUid").Should().Be(name.Contains("{uploadUid}", StringComparison.Ordinal), name);
            parameters.Contains("cursor").Should().Be(
                name is "GET /api/v2/contact-books" or "GET /api/v2/contact-books/{bookUid}/contacts" or "GET /api/v2/contact-books/{bookUid}/imports" or
                    "GET /api/v2/contacts/in-several-books" or "GET /api/v2/suppressions" or
                    "GET /api/v2/uploads" or "GET /api/v2/uploads/{uploadUid}/kept",
                name);
            parameters.Contains("mapping").Should().Be(json.Text("operationId") is "createImport" or "previewImport" or "importSuppressions", name);
            parameters.Should().OnlyHaveUniqueItems(name);
        }
    }

    [Fact]
    public async Task Its_examples_are_those_that_ReferenceExampleSpecs_holds_against_the_server()
    {
        var document = await Document();
        foreach (var operation in ReferenceOperations.All)
        {
            var (name, json) = Operations(document).Single(o => o.Json.Text("operationId") == operation.Name);
            var example = Success(name, json).GetProperty("content").GetProperty(operation.ContentType).GetProperty("example");
            if (operation.AnswersJson)
            {
                example.ShouldBeJson(ReferenceExamples.Response(operation));
            }
            else
            {
                example.GetString().Should().Be(ReferenceExamples.Response(operation));
            }

            json.TryGetProperty("requestBody", out var body).Should().Be(operation.TakesAny(Takes.Body | Takes.File), operation.Name);
            if (operation.TakesAny(Takes.Body))
            {
                Content(body).GetProperty("example").ShouldBeJson(ReferenceExamples.Request(operation)!);
            }
        }

        var told = document.GetProperty("components").GetProperty("responses").EnumerateObject()
            .SelectMany(response => Content(response.Value).GetProperty("examples").EnumerateObject()).ToArray();
        told.Select(example => example.Name).Distinct().Should().BeEquivalentTo(
            ReferenceErrors.All.SelectMany(error => error.Examples).Except(["NOT_FOUND", "METHOD_NOT_ALLOWED"]), "these two are answers of no operation");
        foreach (var example in told)
        {
            example.Value.GetProperty("value").ShouldBeJson(ReferenceExamples.Error(example.Name));
        }

        static JsonElement Content(JsonElement json) => json.GetProperty("content").GetProperty("application/json");
    }

    [Fact]
    public async Task An_import_is_told_as_a_form_or_as_the_file_itself_with_the_fields_that_both_take()
    {
        string[] fields = ["defaultCountryCode", "encoding", "delimiter", "sheet", "hasHeader", "mapping", "updatePolicy", "clearToken"];
        foreach (var (name, json) in Operations(await Document()).Where(o => o.Json.Text("operationId") is "createImport" or "previewImport"))
        {
            var content = json.GetProperty("requestBody").GetProperty("content");
            content.PropertyNames().Should().Equal(["multipart/form-data", "application/octet-stream"], name);
            var form = content.GetProperty("multipart/form-data").GetProperty("schema");
            form.GetProperty("properties").PropertyNames().Should().Equal(["file"], name);
            content.GetProperty("application/octet-stream").Text("example").Should().Be(ReferenceExamples.ImportedFile, name);
            form.GetProperty("required").ShouldBeJson("[\"file\"]");
            json.GetProperty("requestBody").Text("description").Should().ContainAll(fields);
            json.GetProperty("parameters").EnumerateArray().Where(parameter => parameter.Text("in") == "query").Select(parameter => parameter.Text("name"))
                .Should().BeEquivalentTo([.. fields, "fileName"], name);
        }
    }

    [Theory]
    [InlineData("FILE_EMPTY")]
    [InlineData("NO_ROWS")]
    [InlineData("UNKNOWN_FORMAT")]
    [InlineData("FILE_DAMAGED")]
    [InlineData("FILE_ENCRYPTED")]
    [InlineData("FILE_TOO_LARGE")]
    [InlineData("NOT_ONE_FILE")]
    [InlineData("WRONG_CHOICE")]
    [InlineData("IMPORT_NOT_FOUND")]
    [InlineData("IMPORT_UNDER_WAY")]
    [InlineData("UPLOAD_NOT_FOUND")]
    [InlineData("MISSING_AUTH_TOKEN")]
    [InlineData("INVALID_AUTH_TOKEN")]
    [InlineData("TOKEN_SCOPE_NOT_ALLOWED")]
    [InlineData("FEATURE_NOT_AVAILABLE")]
    [InlineData("UNSUPPORTED_CONTENT_TYPE")]
    [InlineData("CONTACT_BOOK_NOT_FOUND")]
    [InlineData("VALIDATION_FAILED")]
    [InlineData("PAYLOAD_TOO_LARGE")]
    [InlineData("IDEMPOTENCY_KEY_REUSED")]
    [InlineData("REQUEST_IN_PROGRESS")]
    [InlineData("RATE_LIMITED")]
    [InlineData("NOT_FOUND")]
    [InlineData("METHOD_NOT_ALLOWED")]
    [InlineData("STORE_UNAVAILABLE")]
    [InlineData("STORE_FULL")]
    [InlineData("INTERNAL_ERROR")]
    public async Task Every_error_code_is_named_in_it(string code)
    {
        (await Document()).GetRawText().Should().MatchRegex($"[^A-Z_]{code}[^A-Z_]");
    }

    [Fact]
    public async Task Every_answer_tells_its_headers()
    {
        var document = await Document();
        foreach (var (name, json) in Operations(document))
        {
            string[] always = ["X-Request-Id", "RateLimit-Policy", "RateLimit"];
            string[] ofKeys = TakesKey(name) ? ["Idempotency-Replayed"] : [];
            string[] itsOwn = json.Text("operationId") switch
            {
                "createImport" or "undoImport" => ["Location"],
                "exportContacts" or "exportSuppressions" or "listImportRejects" => ["Content-Disposition"],
                _ => [],
            };
            Headers(Success(name, json)).Should().BeEquivalentTo([.. always, .. ofKeys, .. itsOwn], name);
            json.GetProperty("responses").GetProperty("429").Text("$ref").Should().Be("#/components/responses/RateLimited", name);
        }

        var errors = document.GetProperty("components").GetProperty("responses");
        foreach (var (error, headers) in new Dictionary<string, string[]>
        {
            ["Unauthorized"] = ["X-Request-Id", "WWW-Authenticate"],
            ["RateLimited"] = ["X-Request-Id", "RateLimit-Policy", "RateLimit", "Retry-After"],
            ["StoreUnavailable"] = ["X-Request-Id", "RateLimit-Policy", "RateLimit", "Retry-After"],
            ["RequestInProgress"] = ["X-Request-Id", "RateLimit-Policy", "RateLimit", "Retry-After"],
            ["StoreFull"] = ["X-Request-Id", "RateLimit-Policy", "RateLimit"],
        })
        {
            Headers(errors.GetProperty(error)).Should().BeEquivalentTo(headers, error);
        }

        static IEnumerable<string> Headers(JsonElement answer) => answer.GetProperty("headers").PropertyNames();
    }

    [Theory]
    [InlineData("UploadRequest", "contacts", "maxItems", "1000")]
    [InlineData("UploadRequest", "contacts", "minItems", "1")]
    [InlineData("UploadRow", "phone", "maxLength", "64")]
    [InlineData("UploadRow", "displayName", "maxLength", "200")]
    [InlineData("UploadRow", "firstName", "maxLength", "200")]
    [InlineData("UploadRow", "lastName", "maxLength", "200")]
    [InlineData("UploadRow", "companyName", "maxLength", "200")]
    [InlineData("UploadRow", "email", "maxLength", "254")]
    [InlineData("NewBook", "name", "maxLength", "100")]
    [InlineData("NewBook", "name", "minLength", "1")]
    [InlineData("NewBook", "description", "maxLength", "500")]
    [InlineData("BookName", "name", "maxLength", "100")]
    [InlineData("RowResult", "status", "enum", """["CREATED","UPDATED","SKIPPED","INVALID"]""")]
    [InlineData("Book", "status", "enum", """["ACTIVE","INACTIVE"]""")]
    [InlineData("Contact", "createdAt", "format", "\"date-time\"")]
    [InlineData("Error", "details", "maxItems", "50")]
    [InlineData("Import", "state", "enum", """["QUEUED","RUNNING","DONE","FAILED","CANCELLED"]""")]
    [InlineData("FileLayout", "format", "enum", """["DELIMITED","XLSX","NDJSON","VCARD"]""")]
    [InlineData("PreviewRow", "status", "enum", """["VALID","SKIPPED","INVALID"]""")]
    public async Task Every_limit_of_the_contract_is_told(string schema, string property, string limit, string value)
    {
        var properties = (await Document()).GetProperty("components").GetProperty("schemas").GetProperty(schema).GetProperty("properties");
        properties.GetProperty(property).GetProperty(limit).ShouldBeJson(value);
    }

    [Fact]
    public async Task A_property_that_an_answer_may_leave_out_is_not_required()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");

        Required("UploadData").Should().BeEquivalentTo("contactBook", "summary", "results");
        Required("RowResult").Should().BeEquivalentTo("row", "status");
        Required("Error").Should().BeEquivalentTo("code", "message");

        string[] Required(string schema) => [.. schemas.GetProperty(schema).GetProperty("required").EnumerateArray().Select(n => n.GetString()!)];
    }

    [Fact]
    public async Task Custom_fields_are_told_as_objects_of_any_values()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        var sent = schemas.GetProperty("UploadRow").GetProperty("properties");

        foreach (var schema in new[] { sent.GetProperty("customFields"), schemas.GetProperty("CustomFields") })
        {
            schema.GetProperty("type").GetRawText().Should().Contain("object");
            schema.GetProperty("additionalProperties").ShouldBeJson("{}");
        }
    }

    [Fact]
    public async Task Numbers_are_told_as_numbers_alone()
    {
        (await Document()).GetRawText().Should().Contain("\"integer\"").And.NotContain("^-?(?:0|[1-9]");
    }

    /// <summary>To accept a change, run this test with CONTACTBOOKS_ACCEPT=1 in the environment, read the difference and commit it.</summary>
    [Fact]
    public async Task The_document_kept_in_the_repository_is_the_one_that_is_served()
    {
        var served = (await server.Http.GetStringAsync(Address, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").TrimEnd() + "\n";
        var file = Path.Combine(RepositoryRoot(), "openapi", "v2.json");
        if (Environment.GetEnvironmentVariable("CONTACTBOOKS_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, served, TestContext.Current.CancellationToken);
        }

        var kept = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        served.Should().Be(kept, "openapi/v2.json is what the server serves; run this test with CONTACTBOOKS_ACCEPT=1 to accept the change");
    }

    private static IEnumerable<(string Name, JsonElement Json)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(o => ($"{o.Name.ToUpperInvariant()} {p.Name}", o.Value)));

    private static bool TakesKey(string name) => name.StartsWith("POST", StringComparison.Ordinal) && !WithoutKey.Contains(name);

    private static (string Status, string ContentType) SuccessOf(string name) => OtherSuccesses.GetValueOrDefault(name, ("200", "application/json"));

    private static JsonElement Success(string name, JsonElement operation) => operation.GetProperty("responses").GetProperty(SuccessOf(name).Status);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ContactBooks.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return folder.FullName;
    }

    private async Task<JsonElement> Document()
    {
        using var document = JsonDocument.Parse(await server.Http.GetStringAsync(Address, TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
