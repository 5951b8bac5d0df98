using System.Text.Json;
using ContactBooks.Core.History;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tidying;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Api.Tidying;

/// <summary>
/// <c>POST …/contacts/remove</c>, <c>move</c> and <c>delete</c> below a book, and <c>POST /api/v2/contacts/keep-oldest-book</c>: what is
/// done with up to 1000 contacts at once, in one transaction, and can be undone.
/// </summary>
internal sealed class TidyingEndpoints(Gate gate, IStore store, RequestBody bodies, IdempotencyKey keys, ChangeNotes notes, TimeProvider clock)
{
    public Task<ApiAnswer> RemoveAsync(HttpContext http, string bookUid) =>
        OfBookAsync(http, bookUid, TidyingKind.Remove, "remove", "Contacts removed");

    public Task<ApiAnswer> MoveAsync(HttpContext http, string bookUid) => OfBookAsync(http, bookUid, TidyingKind.Move, "move", "Contacts moved");

    public Task<ApiAnswer> DeleteAsync(HttpContext http, string bookUid) =>
        OfBookAsync(http, bookUid, TidyingKind.Delete, "delete", "Contacts deleted");

    public async Task<ApiAnswer> KeepOldestAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        return admission is { Grant: { } grant }
            ? await DoAsync(http, grant, new TidyingRequest(TidyingKind.KeepOldest, []), "POST /api/v2/contacts/keep-oldest-book", "Oldest books kept")
            : admission.Error!;
    }

    private async Task<ApiAnswer> OfBookAsync(HttpContext http, string bookUid, TidyingKind kind, string verb, string message)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        var operation = $"POST /api/v2/contact-books/{book.Uid}/contacts/{verb}";
        return await DoAsync(http, grant, new TidyingRequest(kind, []) { From = book.Id }, operation, message);
    }

    private async Task<ApiAnswer> DoAsync(HttpContext http, TokenGrant grant, TidyingRequest request, string operation, string message)
    {
        var query = new QueryReader(http.Request.Query);
        var isDryRun = query.Switch("dryRun");
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var body = await bodies.ReadAsync(http);
        if (body.Error is { } unreadable)
        {
            return unreadable;
        }

        var key = isDryRun ? default : await keys.ReadAsync(http, grant, operation, body.Bytes);
        if (key.Answer is { } decided)
        {
            return decided;
        }

        var (named, faults) = TidyingBodyReader.Read(body.Bytes, takesTo: request.Kind == TidyingKind.Move);
        if (named is null)
        {
            return ApiError.Validation(faults[0].Message, faults);
        }

        if (request.Kind == TidyingKind.Move)
        {
            if (await store.Books.FindAsync(grant.CustomerId, named.To!) is not { } to)
            {
                return ApiError.BookNotFound;
            }

            if (to.Id == request.From)
            {
                return ApiError.Validation("to", RequestFaultCode.InvalidValue, "to must be another book than the one that they are in.");
            }

            request = request with { To = to.Id };
        }

        var answer = new TidyingAnswer(named.ContactUids);
        request = request with { Contacts = answer.Contacts };
        return isDryRun
            ? ApiAnswer.Ok(message, answer.Of(await store.Contacts.PredictAsync(grant.CustomerId, request), isDryRun), WireJson.Default.TidyingData)
            : await StoreAsync(grant, request, answer, key, message, http.RequestAborted);
    }

    private async Task<ApiAnswer> StoreAsync(
        TokenGrant grant, TidyingRequest request, TidyingAnswer answer, KeyReading key, string message, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var keep = key.Keep<TidyingOutcome>(
            message,
            outcome => JsonSerializer.SerializeToUtf8Bytes(answer.Of(outcome, isDryRun: false), WireJson.Default.TidyingData),
            outcome => outcome.ChangeUid);
        request = request with { Change = notes.OfTidying(request.Kind, new Actor(grant.TokenUid), now) };
        var written = await store.Contacts.TidyAsync(grant.CustomerId, request, now, keep, cancellation);
        return IdempotencyKey.AnswerTo(written)
            ?? ApiAnswer.Ok(message, answer.Of(written.Value!, isDryRun: false), WireJson.Default.TidyingData) with { UploadUid = written.Value!.ChangeUid };
    }
}
