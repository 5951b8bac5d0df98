using System.Text.Json.Nodes;
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
        if (operation.TakesAny(Takes.File))
        {
            return OfFile();
        }

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

    /// <summary>
    /// The form is told with its file alone. What else it takes is told as parameters of the query, which hold for both bodies: generators give each
    /// name that stands in both twice to one method.
    /// </summary>
    private static OpenApiRequestBody OfFile() => new()
    {
        Required = true,
        Description =
            "The file as the part file of a form, or the file itself, of any content type. In a form, each of " +
            $"{string.Join(", ", ReferenceFiles.Fields.Select(field => field.Name))} may be a part too, in place of the parameter of the query. " +
            "A long mapping goes there: a query has its limits.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file" },
                    Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = File("The file, with its name.") },
                },
            },
            ["application/octet-stream"] = new OpenApiMediaType
            {
                Schema = File("The file itself. Any other content type will do as well."),
                Example = JsonValue.Create(ReferenceExamples.ImportedFile),
            },
        },
    };

    private static OpenApiSchema File(string description) => new() { Type = JsonSchemaType.String, Format = "binary", Description = description };

    private static async Task<OpenApiSchemaReference> SchemaAsync(
        ReferenceOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var type =
            operation.TakesAny(Takes.Contacts) ? typeof(UploadRequestJson) :
            operation.TakesAny(Takes.Phones) ? typeof(PhoneListJson) :
            operation.TakesAny(Takes.NewCustomField) ? typeof(NewCustomFieldJson) :
            operation.TakesAny(Takes.CustomFieldChange) ? typeof(CustomFieldChangeJson) :
            operation.TakesAny(Takes.NewBook) ? typeof(NewBookJson) :
            operation.TakesAny(Takes.ContactMove) ? typeof(ContactMoveJson) :
            operation.TakesAny(Takes.ContactUids) ? typeof(ContactUidsJson) :
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
