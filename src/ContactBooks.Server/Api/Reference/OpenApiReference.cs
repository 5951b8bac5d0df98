using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ContactBooks.Server.Api.Wire;
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
        // HEAD goes wherever GET does; the reference says so once instead of telling each operation twice.
        options.ShouldInclude = api => api.HttpMethod != HttpMethods.Head;
        options.AddDocumentTransformer(DescribeDocument);
        options.AddOperationTransformer(DescribeOperationAsync);
        options.AddSchemaTransformer(DescribeSchema);
    }

    private static Task DescribeDocument(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Contact Books API",
            Version = "v2",
            Description =
                "Contact books of a messaging business, and the bulk upload that fills them. Every answer has one envelope; " +
                "every POST takes an Idempotency-Key, with which a retry within 24 hours never has a second effect. " +
                "HEAD is answered wherever GET is. An address that there is not is 404 NOT_FOUND, another method of one that there is " +
                "405 METHOD_NOT_ALLOWED. Where the operator limits how many requests a customer or a token may make, every answer to one " +
                "that counted has the headers RateLimit-Policy and RateLimit, whatever its status.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        };
        document.Servers = [new OpenApiServer { Url = "/" }]; // wherever the document came from
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = Bearer,
                Description = "A public API token of global scope, w91_live_…",
            },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        return Task.CompletedTask;
    }

    private static async Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<EndpointReference>().FirstOrDefault() is not { } reference)
        {
            return;
        }

        var parameters = ReferenceParameters.Of(reference).ToList();
        operation.Parameters = [.. (operation.Parameters ?? []).Where(p => p.In != ParameterLocation.Path), .. parameters];
        if (await BodyOf(reference, context, cancellation) is { } body)
        {
            operation.RequestBody = body;
        }

        var error = await context.GetOrCreateSchemaAsync(typeof(FailureJson), null, cancellation);
        context.Document!.AddComponent("Failure", error);
        operation.Responses ??= [];
        foreach (var (status, description) in ReferenceErrors.Of(reference))
        {
            operation.Responses[status] = new OpenApiResponse
            {
                Description = description,
                Headers = status == ReferenceErrors.RateLimited ? ReferenceHeaders.RateLimited(context.Document) : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new() { Schema = new OpenApiSchemaReference("Failure", context.Document) },
                },
            };
        }
    }

    private static async Task<OpenApiRequestBody?> BodyOf(EndpointReference reference, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (!reference.TakesAny(Takes.Body))
        {
            return null;
        }

        var (type, name, example) =
            reference.TakesAny(Takes.Contacts) ? (typeof(UploadRequestJson), "UploadRequest", ReferenceExamples.Upload) :
            reference.TakesAny(Takes.NewBook) ? (typeof(NewBookJson), "NewBook", ReferenceExamples.NewBook) :
            (typeof(BookNameJson), "BookName", ReferenceExamples.BookName);
        context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(type, null, cancellation));
        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchemaReference(name, context.Document),
                    Example = JsonNode.Parse(example),
                },
            },
        };
    }

    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonTypeInfo.Type == typeof(RawObject))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (context.JsonTypeInfo.Type == typeof(RawObject?))
        {
            // Nothing is said of its values, which lets any in: a schema for them would be described as the RawObject inside.
            schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
        }

        return Task.CompletedTask;
    }
}
