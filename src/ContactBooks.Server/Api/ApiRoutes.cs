using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Books;
using ContactBooks.Server.Api.Contacts;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Api.Uploads;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Api;

/// <summary>The six endpoints of the API, and what the reference says of each.</summary>
internal static class ApiRoutes
{
    private static readonly string[] Read = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Write = [HttpMethods.Post];

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var books = routes.MapGroup("/api/v2/contact-books");

        books.MapMethods("", Read, (HttpContext http, BookEndpoints endpoints) => Send(http, endpoints.ListAsync(http)))
            .Describe<BookListData>("listContactBooks", "List contact books", Takes.Paging | Takes.BookFilter);

        books.MapMethods("", Write, (HttpContext http, BookEndpoints endpoints) => Send(http, endpoints.CreateAsync(http)))
            .Describe<BookData>("createContactBook", "Create a contact book", Takes.NewBook | Takes.Key);

        books.MapMethods("/{bookUid}", Read, (HttpContext http, string bookUid, BookEndpoints endpoints) => Send(http, endpoints.ReadAsync(http, bookUid)))
            .Describe<BookData>("readContactBook", "Read a contact book", Takes.Book);

        books.MapMethods("/{bookUid}", Write, (HttpContext http, string bookUid, BookEndpoints endpoints) => Send(http, endpoints.RenameAsync(http, bookUid)))
            .Describe<BookData>("renameContactBook", "Rename a contact book", Takes.Book | Takes.BookName | Takes.Key);

        books.MapMethods("/{bookUid}/contacts", Read, (HttpContext http, string bookUid, ContactEndpoints endpoints) => Send(http, endpoints.ListAsync(http, bookUid)))
            .Describe<ContactListData>("listContacts", "List or search the contacts of a book", Takes.Book | Takes.Paging | Takes.ContactSearch);

        books.MapMethods("/{bookUid}/contacts/bulk", Write, (HttpContext http, string bookUid, BulkUpload upload) => Send(http, upload.AnswerAsync(http, bookUid)))
            .Describe<UploadData>("uploadContacts", "Bulk upload contacts into one contact book", Takes.Book | Takes.Contacts | Takes.DryRun | Takes.Key);
    }

    private static async Task Send(HttpContext http, Task<ApiAnswer> answer) => await Envelope.WriteAsync(http, await answer);
}
