using ContactBooks.Server.Api.Access;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>The headers that the reference tells of.</summary>
internal static class ReferenceHeaders
{
    private static readonly (string Name, string Description, OpenApiSchema Schema)[] OfLimits =
    [
        ("Retry-After", "Whole seconds after which there is room for a request again.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" }),
        (RateLimitFields.Policy,
            "The limits: q requests in w seconds, \"customer\" for all tokens of the customer together, \"token\" for each. For example \"customer\";q=600;w=60, \"token\";q=100;w=60. (draft-ietf-httpapi-ratelimit-headers-11)",
            new OpenApiSchema { Type = JsonSchemaType.String }),
        (RateLimitFields.Limit,
            "What is left of them: r requests and no more in the next t seconds. For example \"customer\";r=50;t=30, \"token\";r=7;t=12.",
            new OpenApiSchema { Type = JsonSchemaType.String }),
    ];

    /// <summary>Those of an answer that a rate limit refused, each told once for the whole document.</summary>
    public static Dictionary<string, IOpenApiHeader> RateLimited(OpenApiDocument document)
    {
        foreach (var (name, description, schema) in OfLimits)
        {
            document.AddComponent(name, new OpenApiHeader { Description = description, Required = true, Schema = schema });
        }

        return OfLimits.ToDictionary(header => header.Name, IOpenApiHeader (header) => new OpenApiHeaderReference(header.Name, document));
    }
}
