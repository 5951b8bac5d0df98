namespace ContactBooks.Client;

/// <summary>The codes of errors that this version knows of.</summary>
public static class ErrorCode
{
    /// <summary>401: no token was supplied.</summary>
    public const string MissingAuthToken = "MISSING_AUTH_TOKEN";

    /// <summary>401: the token is unknown, expired or revoked, or its user inactive.</summary>
    public const string InvalidAuthToken = "INVALID_AUTH_TOKEN";

    /// <summary>403: the token is bound to sender numbers.</summary>
    public const string TokenScopeNotAllowed = "TOKEN_SCOPE_NOT_ALLOWED";

    /// <summary>403: the customer's subscription lacks contacts.</summary>
    public const string FeatureNotAvailable = "FEATURE_NOT_AVAILABLE";

    /// <summary>404: the customer has no such book.</summary>
    public const string ContactBookNotFound = "CONTACT_BOOK_NOT_FOUND";

    /// <summary>404: nothing is at this address.</summary>
    public const string NotFound = "NOT_FOUND";

    /// <summary>405: the address does not take this method.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";

    /// <summary>400: the query or the body is wrong; the details name the faults.</summary>
    public const string ValidationFailed = "VALIDATION_FAILED";

    /// <summary>409: a request with this key is under way.</summary>
    public const string RequestInProgress = "REQUEST_IN_PROGRESS";

    /// <summary>413: the body is larger than the server takes.</summary>
    public const string PayloadTooLarge = "PAYLOAD_TOO_LARGE";

    /// <summary>415: the body's type or encoding is unknown.</summary>
    public const string UnsupportedContentType = "UNSUPPORTED_CONTENT_TYPE";

    /// <summary>422: the key was used for another request.</summary>
    public const string IdempotencyKeyReused = "IDEMPOTENCY_KEY_REUSED";

    /// <summary>429: a rate limit is used up.</summary>
    public const string RateLimited = "RATE_LIMITED";

    /// <summary>500: a fault of the server's.</summary>
    public const string InternalError = "INTERNAL_ERROR";

    /// <summary>503: the database can't be reached.</summary>
    public const string StoreUnavailable = "STORE_UNAVAILABLE";

    /// <summary>507: the server has no space left.</summary>
    public const string StoreFull = "STORE_FULL";
}
