using System.Text.Json.Nodes;
using ContactBooks.Server.Api.Answers;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>The answers that the reference tells of: a success of each operation, and the errors, each told once for the whole document.</summary>
internal static class ReferenceResponses
{
    private const string Json = "application/json";

    /// <summary>Puts an operation's answers in place of what the framework told of them.</summary>
    public static void Describe(OpenApiOperation operation, ReferenceOperation reference, OpenApiDocument document)
    {
        var status = FormattableString.Invariant($"{reference.Status}");
        var success = reference.AnswersJson ? (OpenApiResponse)operation.Responses![status] : OfText(reference);
        success.Description = reference.Status == StatusCodes.Status202Accepted ? "Taken; the work goes on." : "Done.";
        success.Headers = ReferenceHeaders.OfSuccess(reference, document);
        var example = ReferenceExamples.Response(reference);
        success.Content![reference.ContentType].Example = reference.AnswersJson ? ReferenceExamples.Parse(example) : JsonValue.Create(example);

        operation.Responses = new OpenApiResponses { [status] = success };
        foreach (var errors in ReferenceErrors.Of(reference).GroupBy(error => error.Status))
        {
            operation.Responses[FormattableString.Invariant($"{errors.Key}")] = Reference([.. errors], document);
        }
    }

    private static OpenApiResponse OfText(ReferenceOperation reference) => new()
    {
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [reference.ContentType] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
        }.Concat(reference.OtherContentTypes.Select(type => KeyValuePair.Create(type, new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } })))
            .ToDictionary(),
    };

    /// <summary>The answer of one status. What 404 means differs between operations, and so does its name: that of the last, the innermost.</summary>
    private static OpenApiResponseReference Reference(ReferenceError[] errors, OpenApiDocument document)
    {
        var name = errors.Length > 2 ? "BookImportOrUploadNotFound" : NameOf(errors[^1]);
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
        404 when error.Code == ApiError.ImportNotFound.Code => "ImportNotFound",
        404 when error.Code == ApiError.CustomFieldNotFound.Code => "CustomFieldNotFound",
        404 when error.Code == ApiError.UploadNotFound.Code => "UploadNotFound",
        404 => "ContactBookNotFound",
        409 when error.Code == ApiError.ImportUnderWay.Code => "ImportUnderWay",
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
