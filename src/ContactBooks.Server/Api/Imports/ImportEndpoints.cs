using ContactBooks.Core.Books;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api.Imports;

/// <summary>The endpoints that list, read and cancel imports.</summary>
internal sealed class ImportEndpoints(Gate gate, IStore store, TimeProvider clock)
{
    public async Task<ApiAnswer> ListAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            return admission.Error!;
        }

        var query = new QueryReader(http.Request.Query);
        var slice = query.Slice<ImportCursor>(ImportCursor.TryParse);
        if (query.Error is { } wrongQuery)
        {
            return wrongQuery;
        }

        var page = await store.Imports.ListAsync(grant.CustomerId, book.Id, slice);
        ImportJson[] imports = [.. page.Items.Select(import => ImportJson.Of(import, clock.GetUtcNow()))];
        var pagination = PaginationJson.Of(query, slice, page);
        return ApiAnswer.Ok("Imports retrieved", new ImportListData(imports, imports, pagination), WireJson.Default.ImportListData);
    }

    public async Task<ApiAnswer> ReadAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await FindAsync(http, bookUid, importUid);
        return found is null ? error! : Answer("Import retrieved", found.Import);
    }

    public async Task<ApiAnswer> CancelAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await FindAsync(http, bookUid, importUid);
        return found is null ? error!
            : await store.Imports.CancelAsync(found.Grant.CustomerId, found.Book.Id, importUid, clock.GetUtcNow()) is { } import
                ? Answer(import.State == ImportState.Running ? "Import is being cancelled" : "Import cancelled", import)
                : ApiError.ImportNotFound;
    }

    /// <summary>The import that a request asks for, or why it can't have it.</summary>
    public async Task<(FoundImport? Found, ApiError? Error)> FindAsync(HttpContext http, string bookUid, string importUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid, takesJson: false);
        return admission is not { Grant: { } grant, Book: { } book } ? (null, admission.Error)
            : await store.Imports.FindAsync(grant.CustomerId, book.Id, importUid) is { } import ? (new FoundImport(grant, book, import), null)
            : (null, ApiError.ImportNotFound);
    }

    private ApiAnswer Answer(string message, Import import) =>
        ApiAnswer.Ok(message, new ImportData(ImportJson.Of(import, clock.GetUtcNow())), WireJson.Default.ImportData);
}

/// <summary>An import that a request may have.</summary>
internal sealed record FoundImport(TokenGrant Grant, Book Book, Import Import);
