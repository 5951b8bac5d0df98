using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ContactBooks.Core.CustomFields;
using ContactBooks.Server.Api.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>How the wire types read in the reference: by which name, and what is said of them beyond what their types say.</summary>
internal static class ReferenceSchemas
{
    /// <summary>The name of the envelope of an error.</summary>
    public const string Failure = "Failure";

    private const string Suffix = "Json";

    /// <summary>
    /// The name of a type that is told once for the whole document. Generated clients bear these names: what only tells the
    /// server's twins of JSON from its other types is left out.
    /// </summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        if (type.Type == typeof(RawObject))
        {
            return "CustomFields";
        }

        if (type.Type.IsGenericType && type.Type.GetGenericTypeDefinition() == typeof(SuccessJson<>))
        {
            return type.Type.GenericTypeArguments[0].Name.Replace("Data", "Answer", StringComparison.Ordinal);
        }

        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name is not null && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    /// <summary>Says of a schema what its type doesn't.</summary>
    public static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonTypeInfo.Type == typeof(RawObject))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (context.JsonTypeInfo.Type == typeof(RawObject?))
        {
            schema.Type = JsonSchemaType.Object | JsonSchemaType.Null;
            schema.Description =
                $"Developer-defined metadata: any JSON values, keys of 1 to {CustomFieldsLimits.MaxKeyLength} characters, " +
                $"depth {CustomFieldsLimits.MaxDepth}, {CustomFieldsLimits.MaxBytes / 1024} KiB as JSON.";
        }

        if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(WireTextAttribute), inherit: false) is [WireTextAttribute text])
        {
            schema.Format = text.Format;
            schema.Enum = text.Values.Count == 0 ? null : [.. text.Values.Select(value => (JsonNode)value)];
            schema.Examples = text.Example is null ? null : [text.Example];
        }

        return Task.CompletedTask;
    }
}
