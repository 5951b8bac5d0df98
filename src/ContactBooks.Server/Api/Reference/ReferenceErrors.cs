using System.Globalization;

namespace ContactBooks.Server.Api.Reference;

/// <summary>An error that the reference tells of.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The contract's word for it.</param>
/// <param name="When">When it is answered, and what that means for what was sent.</param>
public sealed record ReferenceError(int Status, string Code, string When);

/// <summary>The errors that the reference tells of, by status.</summary>
internal static class ReferenceErrors
{
    /// <summary>The status that has headers of its own, see <see cref="ReferenceHeaders"/>.</summary>
    public const string RateLimited = "429";

    private const Takes Whatever = (Takes)~0;

    /// <summary>Each error, and what an endpoint that answers it takes; an address that is none takes nothing.</summary>
    private static readonly (Takes By, ReferenceError Error)[] Table =
    [
        (Takes.Body | Takes.Paging, new(400, "VALIDATION_FAILED", "the query or the body is wrong; details names every fault, 50 at the most.")),
        (Whatever, new(401, "MISSING_AUTH_TOKEN", "no token was supplied.")),
        (Whatever, new(401, "INVALID_AUTH_TOKEN", "it is unknown, expired or revoked, or its user inactive.")),
        (Whatever, new(403, "TOKEN_SCOPE_NOT_ALLOWED", "the token is number-scoped.")),
        (Whatever, new(403, "FEATURE_NOT_AVAILABLE", "the subscription lacks contacts.")),
        (Takes.Book, new(404, "CONTACT_BOOK_NOT_FOUND", "no such book of this customer.")),
        (Takes.Nothing, new(404, "NOT_FOUND", "there is nothing at this address.")),
        (Takes.Nothing, new(405, "METHOD_NOT_ALLOWED", "the address takes other methods; the header Allow names them.")),
        (Takes.Body, new(409, "REQUEST_IN_PROGRESS", "a request with this Idempotency-Key is under way.")),
        (Takes.Body, new(413, "PAYLOAD_TOO_LARGE", "the body is over 8 MiB (unless the operator set another limit), as sent or decompressed.")),
        (Takes.Body, new(415, "UNSUPPORTED_CONTENT_TYPE", "not JSON, or an unknown Content-Encoding.")),
        (Takes.Body, new(422, "IDEMPOTENCY_KEY_REUSED", "the key was used with another query or body.")),
        (Takes.Body, new(507, "STORE_FULL", "no space left; nothing was written.")),
        (Whatever, new(429, "RATE_LIMITED", "a limit that the operator set is used up, of the customer or of the token; nothing was done. The headers say when to come again.")),
        (Whatever, new(500, "INTERNAL_ERROR", "a fault of the server's.")),
        (Whatever, new(503, "STORE_UNAVAILABLE", "the database can't be reached; nothing was written.")),
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<ReferenceError> All => Table.Select(line => line.Error);

    /// <summary>Those that every endpoint may answer.</summary>
    public static IEnumerable<ReferenceError> OfAll => Table.Where(line => line.By == Whatever).Select(line => line.Error);

    /// <summary>Those of an endpoint.</summary>
    public static IEnumerable<ReferenceError> ListOf(EndpointReference reference) =>
        Table.Where(line => reference.TakesAny(line.By)).Select(line => line.Error);

    /// <summary>What the document says of each status of an endpoint.</summary>
    public static IEnumerable<(string Status, string Description)> Of(EndpointReference reference) =>
        ListOf(reference).GroupBy(error => error.Status).Select(errors => (
            errors.Key.ToString(CultureInfo.InvariantCulture),
            string.Join(' ', errors.Select(error => $"{error.Code}: {error.When}"))));
}
