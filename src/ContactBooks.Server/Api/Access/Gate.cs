using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;

namespace ContactBooks.Server.Api.Access;

/// <summary>
/// The checks before anything of a customer's is touched, cheapest and least telling first:
/// token, scope, feature, rate limit, content type, book. (The body comes after, in the endpoints.)
/// <para>
/// The token is asked of the store at every request: a lookup by an index costs some 10 µs, and a revocation is felt at
/// once, on whatever process it was made.
/// </para>
/// </summary>
internal sealed class Gate(IStore store, TimeProvider clock, TokenUses uses, RequestLimits limits)
{
    private static readonly object CustomerKey = new();

    /// <summary>The customer that a request turned out to be of, for the log.</summary>
    public static string? CustomerOf(HttpContext http) => http.Items[CustomerKey] as string;

    /// <summary>Lets a request in to one of its customer's books, or says why not.</summary>
    public async ValueTask<Admission> AdmitToBookAsync(HttpContext http, string bookUid, bool takesBodyToken = false, bool takesJson = true)
    {
        var admission = await AdmitAsync(http, takesBodyToken, takesJson);
        if (admission is not { Grant: { } grant })
        {
            return admission;
        }

        return await store.Books.FindAsync(grant.CustomerId, bookUid) is { } book ? admission with { Book = book } : Admission.Refused(ApiError.BookNotFound);
    }

    /// <summary>Lets a request in, or says why not.</summary>
    /// <param name="http">The request.</param>
    /// <param name="takesBodyToken">Whether the token may stand in the body, where the header has none.</param>
    /// <param name="takesJson">Whether the body of a POST must be JSON.</param>
    public async ValueTask<Admission> AdmitAsync(HttpContext http, bool takesBodyToken = false, bool takesJson = true)
    {
        var body = default(ReadOnlyMemory<byte>?);
        var token = BearerToken.Of(http.Request.Headers.Authorization);
        if (token is null && takesBodyToken)
        {
            if (ContentTypeRule.Check(http.Request) is { } notJson)
            {
                return Admission.Refused(notJson);
            }

            var read = await RequestBody.ReadAsync(http, BodyToken.MaxBodyBytes);
            body = read.Error is null ? read.Bytes : null;
            token = body is { } bytes ? BodyToken.Find(bytes) : null;
        }

        if (token is null)
        {
            return Admission.Refused(ApiError.MissingToken);
        }

        if (!TokenSecret.IsWellFormed(token) ||
            await store.Directory.FindGrantAsync(TokenSecret.Hash(token)) is not { } grant ||
            !grant.IsValidAt(clock.GetUtcNow()))
        {
            return Admission.Refused(ApiError.InvalidToken);
        }

        http.Items[CustomerKey] = grant.CustomerUid;
        uses.Note(grant, clock.GetUtcNow());
        var error =
            grant.Scope != TokenScope.Global ? ApiError.ScopeNotAllowed :
            !grant.Features.HasFlag(Features.Contacts) ? ApiError.FeatureNotAvailable :
            await limits.TakeAsync(http, grant) is { } limited ? limited :
            takesJson && HttpMethods.IsPost(http.Request.Method) ? ContentTypeRule.Check(http.Request) :
            null;
        return error is null ? new Admission(grant, body, null) : Admission.Refused(error);
    }
}

/// <summary>Whether a request was let in.</summary>
/// <param name="Grant">What it opens; null where it was refused.</param>
/// <param name="Body">The body, where it had to be read to find the token.</param>
/// <param name="Error">Why it was refused; null where it was let in.</param>
internal readonly record struct Admission(TokenGrant? Grant, ReadOnlyMemory<byte>? Body, ApiError? Error)
{
    /// <summary>The book it was let in to, where it asked for one.</summary>
    public Book? Book { get; init; }

    public static Admission Refused(ApiError error) => new(null, null, error);
}
