using ContactBooks.Core.Books;
using ContactBooks.Core.Exports;
using ContactBooks.Server.Api.Exports;
using Microsoft.Net.Http.Headers;

namespace ContactBooks.Server.Exports;

/// <summary>
/// Contacts of a book as a file that is sent while it is written. A fault before the first byte can still be
/// told; one after it ends the connection, so that nobody takes half a file for the whole.
/// </summary>
internal static class ContactDownload
{
    /// <summary>Sends it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="book">The book, after which the file is called.</param>
    /// <param name="contacts">Which of its contacts.</param>
    /// <param name="options">How.</param>
    public static async Task SendAsync(HttpContext http, Book book, ContactPages contacts, ExportOptions options)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(ExportFileName.Of(book, options.Format));
        if (!FileResponse.Begin(http, options.Format, disposition.ToString()))
        {
            return;
        }

        await using var portions = new Portions();
        var export = new ContactExport(contacts, options);
        await export.WriteAsync(portions, _ => portions.SendAsync(http.Response.Body, http.RequestAborted), http.RequestAborted);
    }
}
