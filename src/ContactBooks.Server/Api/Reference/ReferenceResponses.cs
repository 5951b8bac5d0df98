using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>The answers that the reference tells of: a success of each operation, and the errors, each told once for the whole document.</summary>
internal static class ReferenceResponses
{
    private const string Json = "application/json";

    /// <summary>Puts an operation's answers in place of what the framework told of them.</summary>
    public static void Describe(OpenApiOperation operation, ReferenceOperation reference, OpenApiDocument document)
    {
        var success = (OpenApiResponse)operation.Responses!["200"];
        success.Description = "Done.";
        success.Headers = ReferenceHeaders.OfSuccess(reference, document);
        success.Content![Json].Example = ReferenceExamples.Parse(ReferenceExamples.Response(reference));

        operation.Responses = new OpenApiResponses { ["200"] = success };
        foreach (var status in ReferenceErrors.Of(reference).GroupBy(error => error.Status))
        {
            operation.Responses[FormattableString.Invariant($"{status.Key}")] = Reference([.. status], document);
        }
    }

    /// <summary>The answer of one status. 404 has one that is of operations and another that is of none, so it is named by its code.</summary>
    private static OpenApiResponseReference Reference(ReferenceError[] errors, OpenApiDocument document)
    {
        var name = NameOf(errors[0]);
        document.AddComponent(name, new OpenApiResponse
        {
            Description = string.Join("\n", errors.Select(error => $"- `{error.Code}`: {error.When}.")),
            Headers = ReferenceHeaders.OfError(errors[0].Status, document),
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Json] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ReferenceSchemas.Failure, document),
                    Examples = errors.SelectMany(error => error.Examples).ToDictionary(
                        example => example,
                        IOpenApiExample (example) => new OpenApiExample { Value = ReferenceExamples.Parse(ReferenceExamples.Error(example)) }),
                },
            },
        });
        return new OpenApiResponseReference(name, document);
    }

    private static string NameOf(ReferenceError error) => error.Status switch
    {
        400 => "ValidationFailed",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "ContactBookNotFound",
        409 => "RequestInProgress",
        413 => "PayloadTooLarge",
        415 => "UnsupportedContentType",
        422 => "IdempotencyKeyReused",
        429 => "RateLimited",
        500 => "InternalError",
        503 => "StoreUnavailable",
        507 => "StoreFull",
        _ => throw new InvalidOperationException($"The answer of status {error.Status} has no name."),
    };
}
