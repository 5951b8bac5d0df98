using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>
/// The OpenAPI 3.1 document at <c>/openapi/v2.json</c>, made from the routes and the wire types. The page at <c>/docs</c>
/// says the same to people.
/// </summary>
internal static class OpenApiReference
{
    /// <summary>The document's name.</summary>
    public const string Document = "v2";

    private const string Bearer = "bearer";

    public static void AddReference(this IServiceCollection services)
    {
        // Else every number would be told as a number or a text, which the framework's default reads but nothing here writes.
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        services.AddOpenApi(Document, Describe);
    }

    public static void MapReference(this IEndpointRouteBuilder routes)
    {
        // Its library maps it for GET alone.
        routes.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = ReferenceSchemas.NameOf;
        // HEAD goes wherever GET does; the reference says so once instead of telling each operation twice.
        options.ShouldInclude = api => api.HttpMethod != HttpMethods.Head;
        options.AddDocumentTransformer(DescribeDocument);
        options.AddOperationTransformer(DescribeOperationAsync);
        options.AddSchemaTransformer(ReferenceSchemas.Describe);
    }

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Contact Books API",
            Version = "v2",
            Description =
                "Contact books of a messaging business, the bulk upload and the imports of files that fill them, and undoing these. Every answer of JSON has one envelope; " +
                "every POST that makes or changes something takes an Idempotency-Key, with which a retry within 24 hours never has a second effect. " +
                "Only previewing and cancelling an import, undoing, and importing suppressions do without: the first writes nothing, and the others have no second " +
                "effect anyway. " +
                "HEAD is answered wherever GET is. An address that there is not is 404 NOT_FOUND, another method of one that there is " +
                "405 METHOD_NOT_ALLOWED. Where the operator limits how many requests a customer or a token may make, every answer to one " +
                "that counted has the headers RateLimit-Policy and RateLimit, whatever its status.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }]; // wherever the document came from
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = ReferenceOperations.BooksTag, Description = "What contacts are kept in. A contact may be in several." },
            new() { Name = ReferenceOperations.ContactsTag, Description = "The contacts of a book: reading, searching, bulk upload." },
            new() { Name = ReferenceOperations.TidyingTag, Description = "Contacts that leave books, go over into others or are deleted, many at once; and those in several books." },
            new() { Name = ReferenceOperations.ImportsTag, Description = "Files on their way into a book: CSV, TSV, XLSX, NDJSON or vCard, as they are or in gzip or a zip of one." },
            new() { Name = ReferenceOperations.SuppressionsTag, Description = "Phones that are not to be written to, whoever uploads them." },
            new() { Name = ReferenceOperations.CustomFieldsTag, Description = "What the custom fields of contacts are." },
            new() { Name = ReferenceOperations.HistoryTag, Description = "What was uploaded, by whom, and undoing it." },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description =
                    "A public API token of global scope, w91_live_…. Creating and renaming a book take it in the body as well, " +
                    "as authToken, auth_token or token, where the header is absent.",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReferenceOperation>().FirstOrDefault() is not { } reference)
        {
            return;
        }

        operation.Parameters = [.. ReferenceParameters.Of(reference)];
        operation.RequestBody = await ReferenceBodies.OfAsync(reference, context, cancellation);
        ReferenceResponses.Describe(operation, reference, context.Document!);
    }
}
