using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.History;

/// <summary>The endpoints that tell what was uploaded: <c>/api/v2/uploads</c>.</summary>
internal sealed class HistoryEndpoints(Gate gate, IStore store, TimeProvider clock)
{
    public async Task<ApiAnswer> ListAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice<ChangeCursor>(ChangeCursor.TryParse);
        var bookUid = query.Book();
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var book = default(BookId?);
        if (bookUid is not null)
        {
            book = (await store.Books.FindAsync(grant.CustomerId, bookUid))?.Id;
            if (book is null)
            {
                return ApiError.BookNotFound;
            }
        }

        var page = await store.History.ListAsync(grant.CustomerId, new ChangeFilter(book), slice, clock.GetUtcNow());
        UploadJson[] uploads = [.. page.Items.Select(UploadJson.Of)];
        var pagination = PaginationJson.Of(query, slice, page);
        return ApiAnswer.Ok("Uploads retrieved", new UploadListData(uploads, uploads, pagination), WireJson.Default.UploadListData);
    }

    public async Task<ApiAnswer> ReadAsync(HttpContext http, string uploadUid)
    {
        var admission = await gate.AdmitAsync(http);
        return admission is not { Grant: { } grant } ? admission.Error!
            : await store.History.FindAsync(grant.CustomerId, uploadUid, clock.GetUtcNow()) is { } change
                ? ApiAnswer.Ok("Upload retrieved", new UploadRecordData(UploadJson.Of(change)), WireJson.Default.UploadRecordData)
                : ApiError.UploadNotFound;
    }

    public async Task<ApiAnswer> ListKeptAsync(HttpContext http, string uploadUid)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            return admission.Error!;
        }

        if (await store.History.FindAsync(grant.CustomerId, uploadUid, clock.GetUtcNow()) is null)
        {
            return ApiError.UploadNotFound;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice<KeptCursor>(KeptCursor.TryParse);
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var page = await store.History.ListKeptAsync(grant.CustomerId, uploadUid, slice);
        KeptContactJson[] contacts = [.. page.Items.Select(KeptContactJson.Of)];
        var pagination = PaginationJson.Of(query, slice, page);
        return ApiAnswer.Ok("Kept contacts retrieved", new KeptListData(contacts, contacts, pagination), WireJson.Default.KeptListData);
    }
}
