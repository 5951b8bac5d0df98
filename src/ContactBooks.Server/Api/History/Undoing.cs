using ContactBooks.Core.History;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Api.History;

/// <summary>
/// <c>POST /api/v2/uploads/{uploadUid}/undo</c>, and the same of an import below its book, see <see cref="ChangeUndo"/>. Asked again it
/// answers the same and does nothing, so it needs no key.
/// </summary>
internal sealed class Undoing(Gate gate, ImportEndpoints imports, ChangeUndo undo)
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
        var (change, error) = await undo.UndoAsync(grant.CustomerId, uid, new Actor(grant.TokenUid), cancellation);
        if (change is null)
        {
            return error!;
        }

        var message = change.State == ChangeState.Undone ? "Upload undone" : "Upload is being undone";
        return ApiAnswer.Ok(message, new UploadRecordData(UploadJson.Of(change)), WireJson.Default.UploadRecordData);
    }
}
