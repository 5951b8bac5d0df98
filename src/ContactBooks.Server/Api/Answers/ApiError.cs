using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Api.Answers;

/// <summary>An answer that is not a success: the contract's error table, one factory a line of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The contract's word for it.</param>
/// <param name="Message">For a person: what is wrong and what to do.</param>
public sealed record ApiError(int Status, string Code, string Message)
{
    /// <summary>Where exactly, if that helps.</summary>
    public IReadOnlyList<RequestFault> Details { get; init; } = [];

    /// <summary>Seconds after which trying again makes sense; null for no such promise.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>No token supplied.</summary>
    public static ApiError MissingToken { get; } =
        new(401, "MISSING_AUTH_TOKEN", "No API token was supplied. Send it in the header Authorization: Bearer w91_live_…");

    /// <summary>Unknown, expired or revoked token, or its user inactive.</summary>
    public static ApiError InvalidToken { get; } =
        new(401, "INVALID_AUTH_TOKEN", "The API token is invalid, expired or revoked, or its user is inactive.");

    /// <summary>A number-scoped token.</summary>
    public static ApiError ScopeNotAllowed { get; } =
        new(403, "TOKEN_SCOPE_NOT_ALLOWED", "This token is bound to sender numbers. Contact books need a token of global scope.");

    /// <summary>The subscription lacks <c>contacts</c>.</summary>
    public static ApiError FeatureNotAvailable { get; } =
        new(403, "FEATURE_NOT_AVAILABLE", "Your subscription does not include contacts.");

    /// <summary>No such book of this customer; another customer's answers just the same.</summary>
    public static ApiError BookNotFound { get; } =
        new(404, "CONTACT_BOOK_NOT_FOUND", "There is no contact book with this UID.");

    /// <summary>No such import into this book.</summary>
    public static ApiError ImportNotFound { get; } =
        new(404, "IMPORT_NOT_FOUND", "There is no import with this UID into this contact book.");

    /// <summary>No such custom field of this customer.</summary>
    public static ApiError CustomFieldNotFound { get; } =
        new(404, "CUSTOM_FIELD_NOT_FOUND", "There is no custom field with this UID.");

    /// <summary>No such upload of this customer, or none that can still be undone.</summary>
    public static ApiError UploadNotFound { get; } =
        new(404, "UPLOAD_NOT_FOUND", "There is no upload with this UID that can be undone. One that changed nothing can't be, nor one from too long ago.");

    /// <summary>An import that is to be undone has not ended.</summary>
    public static ApiError ImportUnderWay { get; } =
        new(409, "IMPORT_UNDER_WAY", "This import is still at work. Cancel it first, and undo it when it has ended.") { RetryAfterSeconds = 1 };

    /// <summary>Unknown route.</summary>
    public static ApiError NotFound { get; } =
        new(404, "NOT_FOUND", "There is nothing at this address. The endpoints are listed at /docs.");

    /// <summary>Known route, wrong method; <c>Allow</c> names the right ones.</summary>
    public static ApiError MethodNotAllowed { get; } =
        new(405, "METHOD_NOT_ALLOWED", "This address does not take this method. The header Allow names those it takes.");

    /// <summary>The key was used for another request.</summary>
    public static ApiError KeyReused { get; } =
        new(422, "IDEMPOTENCY_KEY_REUSED", "This Idempotency-Key was used for a request with another query or body. Use a new key for a new request.");

    /// <summary>The key's first request is under way.</summary>
    public static ApiError KeyInProgress { get; } =
        new(409, "REQUEST_IN_PROGRESS", "A request with this Idempotency-Key is under way. Try again in a moment.") { RetryAfterSeconds = 1 };

    /// <summary>The database can't be reached; nothing was written.</summary>
    public static ApiError StoreUnavailable { get; } =
        new(503, "STORE_UNAVAILABLE", "The database can't be reached. Nothing was written. Try again in a moment.") { RetryAfterSeconds = 2 };

    /// <summary>The connection ended during COMMIT of a request without a key.</summary>
    public static ApiError OutcomeUnknown { get; } = StoreUnavailable with
    {
        Message = "The database was lost while the request was being committed. It may or may not have been written.",
        Details = [new RequestFault("", "OUTCOME_UNKNOWN", "Send the request again; with an Idempotency-Key a retry is always exact.")],
    };

    /// <summary>No space left; nothing was written.</summary>
    public static ApiError StoreFull { get; } =
        new(507, "STORE_FULL", "The server has no space left. Nothing was written. Tell its operator.");

    /// <summary>A fault of ours, which tells nothing of the inside.</summary>
    public static ApiError Internal { get; } =
        new(500, "INTERNAL_ERROR", "The server made a mistake. Nothing is known to be wrong with your request; the request id helps the operator to find out.");

    /// <summary>A request whose shape or values are wrong.</summary>
    public static ApiError Validation(string message, IReadOnlyList<RequestFault> details) => new(400, "VALIDATION_FAILED", message) { Details = details };

    /// <summary>A request with one fault.</summary>
    public static ApiError Validation(string path, string code, string message) => Validation(message, [new RequestFault(path, code, message)]);

    /// <summary>A rate limit is used up.</summary>
    public static ApiError RateLimited(string message, int retryAfterSeconds) => new(429, "RATE_LIMITED", message) { RetryAfterSeconds = retryAfterSeconds };

    /// <summary>Not JSON, or in an encoding that isn't known.</summary>
    public static ApiError UnsupportedContentType(string message) => new(415, "UNSUPPORTED_CONTENT_TYPE", message);

    /// <summary>A file over the limit.</summary>
    public static ApiError FileTooLarge(long maxBytes) =>
        new(413, "PAYLOAD_TOO_LARGE", $"The file is larger than {maxBytes / 1024.0 / 1024.0:0.##} MiB. Compress it with gzip, or send it in parts.");

    /// <summary>A body over the limit, before or after decompression.</summary>
    public static ApiError TooLarge(int maxBytes) =>
        new(413, "PAYLOAD_TOO_LARGE", $"The body is larger than {maxBytes / 1024.0 / 1024.0:0.##} MiB. Send fewer contacts at once.");
}
