using System.Text.Json;
using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Api.Books;

/// <summary>
/// <c>POST /api/v2/contact-books/{bookUid}/delete</c>. The book is gone when this answers; its contacts, which may be a million, leave it
/// afterwards (<see cref="ChangeRunner"/>).
/// </summary>
internal sealed class BookDeletionEndpoint(Gate gate, IStore store, IdempotencyKey keys, BookDeletions deletions)
{
    private const string Message = "Contact book deleted";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitAsync(http, takesJson: false);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var isDryRun = query.Switch("dryRun");
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        // Before the book is looked for: to a retry it is gone.
        var key = isDryRun ? default : await keys.ReadAsync(http, grant, $"POST /api/v2/contact-books/{bookUid}/delete", body: default);
        if (key.Answer is { } decided)
        {
            return decided;
        }

        return await store.Books.FindAsync(grant.CustomerId, bookUid) is not { } book ? ApiError.BookNotFound
            : isDryRun ? await PredictAsync(grant, book)
            : await DeleteAsync(grant, book, key, http.RequestAborted);
    }

    private async Task<ApiAnswer> PredictAsync(TokenGrant grant, Book book) =>
        await store.Books.PredictDeletionAsync(grant.CustomerId, book.Id) is { } outlook
            ? ApiAnswer.Ok(Message, BookDeletionData.Of(outlook), WireJson.Default.BookDeletionData)
            : ApiError.BookNotFound;

    private async Task<ApiAnswer> DeleteAsync(TokenGrant grant, Book book, KeyReading key, CancellationToken cancellation)
    {
        var keep = key.Keep<Change>(
            Message, begun => JsonSerializer.SerializeToUtf8Bytes(BookDeletionData.Of(begun), WireJson.Default.BookDeletionData), UploadUid);
        var written = await deletions.BeginAsync(grant.CustomerId, book.Id, new Actor(grant.TokenUid), keep, cancellation);
        return IdempotencyKey.AnswerTo(written)
            ?? ApiAnswer.Ok(Message, BookDeletionData.Of(written.Value!), WireJson.Default.BookDeletionData) with { UploadUid = UploadUid(written.Value!) };
    }

    private static string? UploadUid(Change change) => change.CanBeUndone ? change.Uid : null;
}
