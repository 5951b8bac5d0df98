using ContactBooks.Core.Files;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Api.Reference;

/// <summary>An error that the API answers.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The contract's word for it.</param>
/// <param name="When">When it is answered: a sentence without its capital and its full stop.</param>
public sealed record ReferenceError(int Status, string Code, string When)
{
    /// <summary>One of the contract's table.</summary>
    public ReferenceError(ApiError error, string when)
        : this(error.Status, error.Code, when)
    {
    }

    /// <summary>The names of its examples, see <see cref="ReferenceExamples.Error"/>.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [Code];
}

/// <summary>The errors that the reference tells of.</summary>
internal static class ReferenceErrors
{
    /// <summary>All of them, by status.</summary>
    public static IReadOnlyList<ReferenceError> All { get; } =
    [
        new(ApiError.Validation("", []), "the query or the body is wrong; details names every fault, 50 at the most")
        {
            Examples = [ApiError.Validation("", []).Code, FileFaultCode.UnknownFormat],
        },
        new(ApiError.MissingToken, "no token was supplied"),
        new(ApiError.InvalidToken, "the token is unknown, expired or revoked, or its user inactive"),
        new(ApiError.ScopeNotAllowed, "the token is number-scoped; contact books need one of global scope"),
        new(ApiError.FeatureNotAvailable, "the customer's subscription lacks contacts"),
        new(ApiError.BookNotFound, "there is no such book of this customer; another customer's book answers just the same"),
        new(ApiError.ImportNotFound, "there is no such import into this book"),
        new(ApiError.CustomFieldNotFound, "there is no such custom field of this customer"),
        new(ApiError.UploadNotFound, "there is no such upload of this customer that can be undone: it changed nothing, or is older than the operator lets uploads be undone, 30 days unless set"),
        new(ApiError.NotFound, "there is nothing at this address"),
        new(ApiError.MethodNotAllowed, "the address does not take this method; the header Allow names those it takes"),
        new(ApiError.KeyInProgress, "a request with this Idempotency-Key is under way"),
        new(ApiError.ImportUnderWay, "an import that is to be undone is still at work"),
        new(ApiError.TooLarge(0), "the body is over 8 MiB, unless the operator set another limit, as sent or decompressed; or a file is over 512 MiB or what the operator set"),
        new(ApiError.UnsupportedContentType(""), "the body is not JSON where that is what is taken, or in an unknown Content-Encoding"),
        new(ApiError.KeyReused, "the Idempotency-Key was used with another query or body"),
        new(ApiError.RateLimited("", 1), "a limit that the operator set is used up, of the customer or of the token; nothing was done"),
        new(ApiError.Internal, "the server made a mistake; the request id helps its operator to find out"),
        new(ApiError.StoreUnavailable,
            "the database can't be reached; nothing was written, but for one case: the connection died while a request without " +
            "an Idempotency-Key was being committed, and then details says OUTCOME_UNKNOWN")
        {
            Examples = [ApiError.StoreUnavailable.Code, ApiError.OutcomeUnknown.Details[0].Code],
        },
        new(ApiError.StoreFull, "no space is left; nothing was written"),
    ];

    /// <summary>Those that an operation may answer.</summary>
    public static IEnumerable<ReferenceError> Of(ReferenceOperation operation) => All.Where(error => error.Status switch
    {
        400 => operation.TakesAny(Takes.Body | Takes.File | Takes.Paging | Takes.Export | Takes.DryRun),
        404 => (error.Code == ApiError.BookNotFound.Code && operation.TakesAny(Takes.Book | Takes.HistoryFilter)) ||
            (error.Code == ApiError.ImportNotFound.Code && operation.TakesAny(Takes.Import)) ||
            (error.Code == ApiError.UploadNotFound.Code && operation.TakesAny(Takes.Upload | Takes.Undo)) ||
            (error.Code == ApiError.CustomFieldNotFound.Code && operation.TakesAny(Takes.CustomField)),
        405 => false,
        409 when error.Code == ApiError.ImportUnderWay.Code => operation.TakesAny(Takes.Undo),
        409 or 422 => operation.TakesAny(Takes.Key),
        413 or 415 => operation.TakesAny(Takes.Body | Takes.File),
        507 => operation.Writes,
        _ => true,
    });
}
