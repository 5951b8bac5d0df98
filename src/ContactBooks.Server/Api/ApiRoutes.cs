using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Books;
using ContactBooks.Server.Api.Contacts;
using ContactBooks.Server.Api.CustomFields;
using ContactBooks.Server.Api.Exports;
using ContactBooks.Server.Api.History;
using ContactBooks.Server.Api.Imports;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Api.Suppressions;
using ContactBooks.Server.Api.Tidying;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api;

/// <summary>The endpoints of the API, and what the reference says of each.</summary>
internal static class ApiRoutes
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Write = [HttpMethods.Post];

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var books = routes.MapGroup("/api/v2/contact-books");

        books.MapMethods("", Read, (HttpContext http, BookEndpoints endpoints) => Send(http, endpoints.ListAsync(http)))
            .Describe<BookListData>(ReferenceOperations.ListBooks);

        books.MapMethods("", Write, (HttpContext http, BookEndpoints endpoints) => Send(http, endpoints.CreateAsync(http)))
            .Describe<BookData>(ReferenceOperations.CreateBook);

        books.MapMethods("/{bookUid}", Read, (HttpContext http, string bookUid, BookEndpoints endpoints) => Send(http, endpoints.ReadAsync(http, bookUid)))
            .Describe<BookData>(ReferenceOperations.ReadBook);

        books.MapMethods("/{bookUid}", Write, (HttpContext http, string bookUid, BookEndpoints endpoints) => Send(http, endpoints.RenameAsync(http, bookUid)))
            .Describe<BookData>(ReferenceOperations.RenameBook);

        books.MapMethods(
            "/{bookUid}/delete", Write, (HttpContext http, string bookUid, BookDeletionEndpoint deletion) => Send(http, deletion.AnswerAsync(http, bookUid)))
            .Describe<BookDeletionData>(ReferenceOperations.DeleteBook);

        books.MapMethods("/{bookUid}/contacts", Read, (HttpContext http, string bookUid, ContactEndpoints endpoints) => Send(http, endpoints.ListAsync(http, bookUid)))
            .Describe<ContactListData>(ReferenceOperations.ListContacts);

        books.MapMethods("/{bookUid}/contacts/bulk", Write, (HttpContext http, string bookUid, BulkUpload upload) => Send(http, upload.AnswerAsync(http, bookUid)))
            .Describe<UploadData>(ReferenceOperations.UploadContacts);

        books.MapMethods("/{bookUid}/contacts/export", Read, (HttpContext http, string bookUid, ContactExports exports) => exports.SendAsync(http, bookUid))
            .Describe(ReferenceOperations.ExportContacts);

        MapTidying(books, routes.MapGroup("/api/v2/contacts"));
        MapImports(books);
        MapSuppressions(routes.MapGroup("/api/v2/suppressions"));
        MapHistory(routes.MapGroup("/api/v2/uploads"));
        MapCustomFields(routes.MapGroup("/api/v2/custom-fields"));
    }

    /// <summary>What custom fields are.</summary>
    private static void MapCustomFields(IEndpointRouteBuilder fields)
    {
        fields.MapMethods("", Read, (HttpContext http, CustomFieldEndpoints endpoints) => Send(http, endpoints.ListAsync(http)))
            .Describe<CustomFieldListData>(ReferenceOperations.ListCustomFields);

        fields.MapMethods("", Write, (HttpContext http, CustomFieldEndpoints endpoints) => Send(http, endpoints.CreateAsync(http)))
            .Describe<CustomFieldData>(ReferenceOperations.CreateCustomField);

        fields.MapMethods("/{fieldUid}", Write, (HttpContext http, string fieldUid, CustomFieldEndpoints endpoints) => Send(http, endpoints.ChangeAsync(http, fieldUid)))
            .Describe<CustomFieldData>(ReferenceOperations.ChangeCustomField);
    }

    /// <summary>Contacts that leave books, go over into others or go.</summary>
    private static void MapTidying(IEndpointRouteBuilder books, IEndpointRouteBuilder contacts)
    {
        books.MapMethods(
            "/{bookUid}/contacts/remove", Write, (HttpContext http, string bookUid, TidyingEndpoints tidying) => Send(http, tidying.RemoveAsync(http, bookUid)))
            .Describe<TidyingData>(ReferenceOperations.RemoveContacts);

        books.MapMethods(
            "/{bookUid}/contacts/move", Write, (HttpContext http, string bookUid, TidyingEndpoints tidying) => Send(http, tidying.MoveAsync(http, bookUid)))
            .Describe<TidyingData>(ReferenceOperations.MoveContacts);

        books.MapMethods(
            "/{bookUid}/contacts/delete", Write, (HttpContext http, string bookUid, TidyingEndpoints tidying) => Send(http, tidying.DeleteAsync(http, bookUid)))
            .Describe<TidyingData>(ReferenceOperations.DeleteContacts);

        contacts.MapMethods("/in-several-books", Read, (HttpContext http, SeveralBooks several) => Send(http, several.ListAsync(http)))
            .Describe<SeveralBooksData>(ReferenceOperations.ListInSeveralBooks);

        contacts.MapMethods("/keep-oldest-book", Write, (HttpContext http, TidyingEndpoints tidying) => Send(http, tidying.KeepOldestAsync(http)))
            .Describe<TidyingData>(ReferenceOperations.KeepOldestBook);
    }

    /// <summary>Phones that are not to be written to.</summary>
    private static void MapSuppressions(IEndpointRouteBuilder suppressions)
    {
        suppressions.MapMethods("", Read, (HttpContext http, SuppressionList list) => Send(http, list.AnswerAsync(http)))
            .Describe<SuppressionListData>(ReferenceOperations.ListSuppressions);

        suppressions.MapMethods("", Write, (HttpContext http, SuppressionWrites writes) => Send(http, writes.SuppressAsync(http)))
            .Describe<SuppressData>(ReferenceOperations.SuppressPhones);

        suppressions.MapMethods("/lift", Write, (HttpContext http, SuppressionWrites writes) => Send(http, writes.LiftAsync(http)))
            .Describe<LiftData>(ReferenceOperations.LiftSuppressions);

        suppressions.MapMethods("/import", Write, (HttpContext http, SuppressionImport import) => Send(http, import.AnswerAsync(http)))
            .Describe<SuppressionImportData>(ReferenceOperations.ImportSuppressions);

        suppressions.MapMethods("/export", Read, (HttpContext http, SuppressionExport export) => export.SendAsync(http))
            .Describe(ReferenceOperations.ExportSuppressions);
    }

    /// <summary>What was uploaded, and undoing it.</summary>
    private static void MapHistory(IEndpointRouteBuilder uploads)
    {
        uploads.MapMethods("", Read, (HttpContext http, HistoryEndpoints endpoints) => Send(http, endpoints.ListAsync(http)))
            .Describe<UploadListData>(ReferenceOperations.ListUploads);

        uploads.MapMethods("/{uploadUid}", Read, (HttpContext http, string uploadUid, HistoryEndpoints endpoints) => Send(http, endpoints.ReadAsync(http, uploadUid)))
            .Describe<UploadRecordData>(ReferenceOperations.ReadUpload);

        uploads.MapMethods("/{uploadUid}/undo", Write, (HttpContext http, string uploadUid, Undoing undoing) => Send(http, undoing.UndoAsync(http, uploadUid)))
            .Describe<UploadRecordData>(ReferenceOperations.UndoUpload);

        uploads.MapMethods(
            "/{uploadUid}/kept", Read, (HttpContext http, string uploadUid, HistoryEndpoints endpoints) => Send(http, endpoints.ListKeptAsync(http, uploadUid)))
            .Describe<KeptListData>(ReferenceOperations.ListKept);
    }

    /// <summary>Files on their way into a book.</summary>
    private static void MapImports(IEndpointRouteBuilder books)
    {
        var imports = books.MapGroup("/{bookUid}/imports");

        imports.MapMethods("", Write, (HttpContext http, string bookUid, NewImports imports) => Send(http, imports.AnswerAsync(http, bookUid)))
            .Describe<ImportData>(ReferenceOperations.CreateImport);

        imports.MapMethods("/preview", Write, (HttpContext http, string bookUid, ImportPreview preview) => Send(http, preview.AnswerAsync(http, bookUid)))
            .Describe<ImportPreviewData>(ReferenceOperations.PreviewImport);

        imports.MapMethods("", Read, (HttpContext http, string bookUid, ImportEndpoints endpoints) => Send(http, endpoints.ListAsync(http, bookUid)))
            .Describe<ImportListData>(ReferenceOperations.ListImports);

        imports.MapMethods(
            "/{importUid}", Read, (HttpContext http, string bookUid, string importUid, ImportEndpoints endpoints) => Send(http, endpoints.ReadAsync(http, bookUid, importUid)))
            .Describe<ImportData>(ReferenceOperations.ReadImport);

        imports.MapMethods(
            "/{importUid}/cancel",
            Write,
            (HttpContext http, string bookUid, string importUid, ImportEndpoints endpoints) => Send(http, endpoints.CancelAsync(http, bookUid, importUid)))
            .Describe<ImportData>(ReferenceOperations.CancelImport);

        imports.MapMethods(
            "/{importUid}/undo",
            Write,
            (HttpContext http, string bookUid, string importUid, Undoing undoing) => Send(http, undoing.UndoImportAsync(http, bookUid, importUid)))
            .Describe<UploadRecordData>(ReferenceOperations.UndoImport);

        imports.MapMethods(
            "/{importUid}/rejects", Read, (HttpContext http, string bookUid, string importUid, RejectedRows rows) => rows.SendAsync(http, bookUid, importUid))
            .Describe(ReferenceOperations.ListImportRejects);

        imports.MapMethods(
            "/{importUid}/events", Read, (HttpContext http, string bookUid, string importUid, ImportEvents events) => events.SendAsync(http, bookUid, importUid))
            .Describe(ReferenceOperations.FollowImport);
    }

    private static async Task Send(HttpContext http, Task<ApiAnswer> answer) => await Envelope.WriteAsync(http, await answer);
}
