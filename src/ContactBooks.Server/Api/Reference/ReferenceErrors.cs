namespace ContactBooks.Server.Api.Reference;

/// <summary>The errors that the reference tells of, by status.</summary>
internal static class ReferenceErrors
{
    /// <summary>The status that has headers of its own, see <see cref="ReferenceHeaders"/>.</summary>
    public const string RateLimited = "429";

    public static IEnumerable<(string Status, string Description)> Of(EndpointReference reference)
    {
        var hasBody = reference.TakesAny(Takes.Body);
        if (hasBody || reference.TakesAny(Takes.Paging))
        {
            yield return ("400", "VALIDATION_FAILED: the query or the body is wrong; details names every fault, 50 at the most.");
        }

        yield return ("401", "MISSING_AUTH_TOKEN: no token was supplied. INVALID_AUTH_TOKEN: it is unknown, expired or revoked, or its user inactive.");
        yield return ("403", "TOKEN_SCOPE_NOT_ALLOWED: the token is number-scoped. FEATURE_NOT_AVAILABLE: the subscription lacks contacts.");
        if (reference.TakesAny(Takes.Book))
        {
            yield return ("404", "CONTACT_BOOK_NOT_FOUND: no such book of this customer.");
        }

        if (hasBody)
        {
            yield return ("409", "REQUEST_IN_PROGRESS: a request with this Idempotency-Key is under way.");
            yield return ("413", "PAYLOAD_TOO_LARGE: the body is over 8 MiB (unless the operator set another limit), as sent or decompressed.");
            yield return ("415", "UNSUPPORTED_CONTENT_TYPE: not JSON, or an unknown Content-Encoding.");
            yield return ("422", "IDEMPOTENCY_KEY_REUSED: the key was used with another query or body.");
            yield return ("507", "STORE_FULL: no space left; nothing was written.");
        }

        yield return (RateLimited, "RATE_LIMITED: a limit that the operator set is used up, of the customer or of the token; nothing was done. The headers say when to come again.");
        yield return ("500", "INTERNAL_ERROR: a fault of the server's.");
        yield return ("503", "STORE_UNAVAILABLE: the database can't be reached; nothing was written.");
    }
}
