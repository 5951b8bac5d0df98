using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Api.History;

/// <summary>
/// <c>POST /api/v2/uploads/{uploadUid}/undo</c>, and the same of an import below its book. A bulk upload, like any change of one request, is undone when this
/// answers; an import or the deletion of a book, which may be of a million contacts, afterwards (<see cref="ChangeRunner"/>). Asked again it answers the same and
/// does nothing, so it needs no key.
/// </summary>
internal sealed class Undoing(Gate gate, ImportEndpoints imports, IStore store, ChangeSignal signal, TimeProvider clock)
{
    public async Task<ApiAnswer> UndoAsync(HttpContext http, string uploadUid)
    {
        var admission = await gate.AdmitAsync(http, takesJson: false);
        return admission is { Grant: { } grant } ? await UndoAsync(grant, uploadUid, http.RequestAborted) : admission.Error!;
    }

    public async Task<ApiAnswer> UndoImportAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await imports.FindAsync(http, bookUid, importUid);
        if (found is null)
        {
            return error!;
        }

        var answer = await UndoAsync(found.Grant, importUid, http.RequestAborted);
        return answer.Error is null ? answer with { Status = StatusCodes.Status202Accepted, Location = $"/api/v2/uploads/{importUid}" } : answer;
    }

    private async Task<ApiAnswer> UndoAsync(TokenGrant grant, string uid, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await store.History.FindAsync(grant.CustomerId, uid, now) is not { } change)
        {
            return ApiError.UploadNotFound;
        }

        if (await store.IsUnderWayAsync(grant.CustomerId, change))
        {
            return ApiError.ImportUnderWay;
        }

        // With the lease over at once, the runners take an import up; an upload they leave to this request, unless it is killed.
        var isLong = change.Kind is ChangeKind.Import or ChangeKind.BookDeletion;
        var until = isLong ? now : now + ChangeRunner.LeaseTime;
        var after = await store.History.BeginUndoAsync(grant.CustomerId, uid, new Actor(grant.TokenUid), now, until);
        while (!isLong && after is { State: ChangeState.Undoing })
        {
            now = clock.GetUtcNow();
            after = await store.History.ContinueAsync(grant.CustomerId, uid, now, now + ChangeRunner.LeaseTime, cancellation);
        }

        if (after is null)
        {
            return ApiError.UploadNotFound;
        }

        signal.Set();
        var message = after.State == ChangeState.Undone ? "Upload undone" : "Upload is being undone";
        return ApiAnswer.Ok(message, new UploadRecordData(UploadJson.Of(after)), WireJson.Default.UploadRecordData);
    }
}
