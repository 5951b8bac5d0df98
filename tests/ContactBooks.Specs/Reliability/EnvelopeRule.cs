using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>What every answer of the API must look like, whatever was asked.</summary>
internal static class EnvelopeRule
{
    private static readonly Dictionary<string, int> StatusOf = new()
    {
        ["MISSING_AUTH_TOKEN"] = 401,
        ["INVALID_AUTH_TOKEN"] = 401,
        ["TOKEN_SCOPE_NOT_ALLOWED"] = 403,
        ["FEATURE_NOT_AVAILABLE"] = 403,
        ["UNSUPPORTED_CONTENT_TYPE"] = 415,
        ["CONTACT_BOOK_NOT_FOUND"] = 404,
        ["VALIDATION_FAILED"] = 400,
        ["PAYLOAD_TOO_LARGE"] = 413,
        ["IDEMPOTENCY_KEY_REUSED"] = 422,
        ["REQUEST_IN_PROGRESS"] = 409,
        ["RATE_LIMITED"] = 429,
        ["NOT_FOUND"] = 404,
        ["METHOD_NOT_ALLOWED"] = 405,
        ["STORE_UNAVAILABLE"] = 503,
        ["STORE_FULL"] = 507,
        ["INTERNAL_ERROR"] = 500,
    };

    private static readonly string[] OfSuccess = ["success", "message", "data", "metadata"];
    private static readonly string[] OfFailure = ["success", "error", "message", "metadata"];

    /// <summary>What is wrong with an answer's envelope; null if nothing is.</summary>
    public static string? Fault(Answer answer)
    {
        if (answer.Header("Content-Type") != "application/json; charset=utf-8")
        {
            return $"its content type is {answer.Header("Content-Type")}";
        }

        JsonElement json;
        try
        {
            json = answer.Json;
        }
        catch (JsonException e)
        {
            return $"it is not JSON: {e.Message}";
        }

        return FaultOf(answer, json);
    }

    private static string? FaultOf(Answer answer, JsonElement json)
    {
        var isSuccess = answer.Status == 200;
        var names = json.EnumerateObject().Select(property => property.Name);
        if (!names.SequenceEqual(isSuccess ? OfSuccess : OfFailure))
        {
            return "its properties are not the envelope's";
        }

        if (json.GetProperty("success").GetBoolean() != isSuccess)
        {
            return "success does not tell the status";
        }

        var metadata = json.GetProperty("metadata");
        if (metadata.GetProperty("apiVersion").GetString() != "v2" || metadata.GetProperty("requestId").GetString() != answer.Header("X-Request-Id"))
        {
            return "its metadata are wrong";
        }

        return isSuccess ? null : FaultOfError(answer, json);
    }

    private static string? FaultOfError(Answer answer, JsonElement json)
    {
        var error = json.GetProperty("error");
        if (!StatusOf.TryGetValue(error.GetProperty("code").GetString()!, out var status) || status != answer.Status)
        {
            return "its code is not one of the contract's for this status";
        }

        if (error.GetProperty("message").GetString() is not { Length: > 0 } message || json.GetProperty("message").GetString() != message)
        {
            return "the two messages differ or say nothing";
        }

        if (!error.TryGetProperty("details", out var details))
        {
            return null;
        }

        var areRight = details.GetArrayLength() is >= 1 and <= 50 && details.EnumerateArray().All(
            detail => detail.EnumerateObject().Select(property => property.Name).SequenceEqual(["path", "code", "message"]));
        return areRight ? null : "its details are wrong";
    }
}
