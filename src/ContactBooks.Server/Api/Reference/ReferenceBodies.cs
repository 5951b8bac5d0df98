using ContactBooks.Server.Api.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>
/// The bodies of requests that the reference tells of. The routes don't declare them: the framework would then judge the
/// content type by itself, before the token and in another envelope.
/// </summary>
internal static class ReferenceBodies
{
    /// <summary>The body that an operation takes; null for none.</summary>
    public static async Task<OpenApiRequestBody?> OfAsync(ReferenceOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        if (ReferenceExamples.Request(operation) is not { } example)
        {
            return null;
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new OpenApiMediaType { Schema = await SchemaAsync(operation, context, cancellation), Example = ReferenceExamples.Parse(example) },
            },
        };
    }

    private static async Task<OpenApiSchemaReference> SchemaAsync(
        ReferenceOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var type =
            operation.TakesAny(Takes.Contacts) ? typeof(UploadRequestJson) :
            operation.TakesAny(Takes.NewBook) ? typeof(NewBookJson) :
            typeof(BookNameJson);
        var schema = await context.GetOrCreateSchemaAsync(type, null, cancellation);
        if (type == typeof(UploadRequestJson))
        {
            // What is made here is whole; a row has a name of its own.
            var contacts = (OpenApiSchema)schema.Properties!["contacts"];
            var row = (OpenApiSchema)contacts.Items!;
            // Without a word of them, generators take it that there are none. Said any earlier, the values would be described as objects.
            ((OpenApiSchema)row.Properties!["customFields"]).AdditionalProperties = new OpenApiSchema();
            context.Document!.AddComponent("UploadRow", row);
            contacts.Items = new OpenApiSchemaReference("UploadRow", context.Document);
        }

        var name = type.Name[..^"Json".Length];
        context.Document!.AddComponent(name, schema);
        return new OpenApiSchemaReference(name, context.Document);
    }
}
