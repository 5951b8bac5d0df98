using ContactBooks.Server.Api.Access;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>The headers of answers that the reference tells of, each told once for the whole document.</summary>
internal static class ReferenceHeaders
{
    private const string RequestId = "X-Request-Id";
    private const string RetryAfter = "Retry-After";
    private const string Replayed = "Idempotency-Replayed";
    private const string Location = "Location";
    private const string Disposition = "Content-Disposition";
    private const string Authenticate = "WWW-Authenticate";

    private static readonly Dictionary<string, OpenApiHeader> All = new()
    {
        [RequestId] = New("The request's id: the client's own, where it sent one, else a new one. The same as metadata.requestId.", isRequired: true),
        [RetryAfter] = new OpenApiHeader
        {
            Description = "Whole seconds after which it makes sense to try again.",
            Required = true,
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        },
        [Replayed] = New("true, where the answer is that of an earlier request with the same Idempotency-Key; else absent."),
        [Location] = New("The path of what was made, where it is read.", isRequired: true),
        [Disposition] = New("A name for the file, for browsers to keep it under.", isRequired: true),
        [Authenticate] = New("Bearer", isRequired: true),
        [RateLimitFields.Policy] = New(
            "Where the operator limits requests, the limits: q requests in w seconds, \"customer\" for all tokens of the customer together, " +
            "\"token\" for each. For example \"customer\";q=600;w=60, \"token\";q=100;w=60. (draft-ietf-httpapi-ratelimit-headers-11)"),
        [RateLimitFields.Limit] = New(
            "What is left of them: r requests and no more in the next t seconds. For example \"customer\";r=50;t=30, \"token\";r=7;t=12."),
    };

    /// <summary>Those of an operation's success.</summary>
    public static Dictionary<string, IOpenApiHeader> OfSuccess(ReferenceOperation operation, OpenApiDocument document) => References(
        [
            RequestId,
            RateLimitFields.Policy,
            RateLimitFields.Limit,
            .. operation.TakesAny(Takes.Key) ? [Replayed] : Array.Empty<string>(),
            .. operation.Status == StatusCodes.Status202Accepted ? [Location] : Array.Empty<string>(),
            .. operation.ContentType == "text/csv" ? [Disposition] : Array.Empty<string>(),
        ],
        document);

    /// <summary>Those of an error.</summary>
    public static Dictionary<string, IOpenApiHeader> OfError(int status, OpenApiDocument document) => References(
        status switch
        {
            401 => [RequestId, Authenticate], // before any limit is looked at: it isn't known whose request it is
            409 or 503 => [RequestId, RateLimitFields.Policy, RateLimitFields.Limit, RetryAfter],
            429 => [RequestId, RateLimitFields.Policy, RateLimitFields.Limit, RetryAfter],
            _ => [RequestId, RateLimitFields.Policy, RateLimitFields.Limit],
        },
        document);

    private static Dictionary<string, IOpenApiHeader> References(string[] names, OpenApiDocument document)
    {
        foreach (var name in names)
        {
            document.AddComponent(name, All[name]);
        }

        return names.ToDictionary(name => name, IOpenApiHeader (name) => new OpenApiHeaderReference(name, document));
    }

    private static OpenApiHeader New(string description, bool isRequired = false) => new()
    {
        Description = description,
        Required = isRequired,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
