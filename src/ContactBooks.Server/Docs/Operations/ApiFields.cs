using System.Globalization;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Docs.Operations;

/// <summary>Reads the fields of a body out of its schema.</summary>
internal static class ApiFields
{
    /// <summary>The fields of an object; those of an inner array's objects follow it.</summary>
    public static IEnumerable<ApiField> Of(IOpenApiSchema schema, string path = "")
    {
        foreach (var (name, property) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            // Its limits stand in its description.
            var isRequired = schema.Required?.Contains(name) ?? false;
            yield return new ApiField(path + name, TypeOf(property), isRequired, property.Description ?? "", Limits: "");
            foreach (var inner in property.Items is { } items ? Of(items, $"{path}{name}[].") : [])
            {
                yield return inner;
            }
        }
    }

    /// <summary>Its type in a word. That null may stand for a field is said of all of them together.</summary>
    public static string TypeOf(IOpenApiSchema schema)
    {
        var type = schema.Type & ~JsonSchemaType.Null;
        return type is { } known && Enum.IsDefined(known) ? known.ToString().ToLowerInvariant() : "any";
    }

    /// <summary>What a parameter may be, as far as its schema says it.</summary>
    public static string LimitsOf(IOpenApiSchema schema)
    {
        var limits = new List<string>();
        if (schema.Enum is { Count: > 0 } values)
        {
            limits.Add(string.Join(" or ", values.Select(value => value?.ToString())));
        }

        if (schema.Minimum is not null || schema.Maximum is not null)
        {
            limits.Add(schema.Maximum is null ? $"from {schema.Minimum}" : $"{schema.Minimum} to {schema.Maximum}");
        }

        if (schema.MaxLength is { } longest)
        {
            limits.Add(string.Create(CultureInfo.InvariantCulture, $"{schema.MinLength ?? 0} to {longest} characters"));
        }

        if (schema.Default is { } byDefault)
        {
            limits.Add($"default {byDefault}");
        }

        return string.Join(", ", limits);
    }
}
