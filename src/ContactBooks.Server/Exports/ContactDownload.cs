using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Exports;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Exports;

/// <summary>
/// A book's contacts, or those that a search finds, as a file that is sent while it is written. A fault before the first byte can still be
/// told; one after it ends the connection, so that nobody takes half a file for the whole.
/// </summary>
internal static class ContactDownload
{
    /// <summary>Sends it.</summary>
    public static async Task SendAsync(HttpContext http, IContactStore contacts, CustomerId customer, Book book, ExportOptions options)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(ExportFileName.Of(book, options.Format));
        if (!FileResponse.Begin(http, options.Format, disposition.ToString()))
        {
            return;
        }

        await using var portions = new Portions();
        var export = new ContactExport(contacts, customer, book.Id, options);
        await export.WriteAsync(portions, _ => portions.SendAsync(http.Response.Body, http.RequestAborted), http.RequestAborted);
    }
}
