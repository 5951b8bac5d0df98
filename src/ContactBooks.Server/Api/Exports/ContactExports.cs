using ContactBooks.Core.Exports;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Exports;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Exports;

/// <summary>
/// <c>GET /api/v2/contact-books/{bookUid}/contacts/export</c>: the contacts of a book, or those a search finds, as a file, see
/// <see cref="ContactDownload"/>. A fault before the first byte is answered in the envelope.
/// </summary>
internal sealed class ContactExports(Gate gate, IStore store, PhoneReader phones, ServerSettings settings)
{
    /// <summary>Sends the file, or the error.</summary>
    public async Task SendAsync(HttpContext http, string bookUid)
    {
        var admission = await gate.AdmitToBookAsync(http, bookUid);
        if (admission is not { Grant: { } grant, Book: { } book })
        {
            await Envelope.WriteAsync(http, admission.Error!);
            return;
        }

        var query = new QueryReader(http.Request.Query);
        var search = SearchQuery.Parse(query.Search(), phones, grant.CountryCode ?? settings.DefaultCountryCode);
        var options = new ExportOptions(query.Format(Enum.GetValues<ExportFormat>()), query.Delimiter() ?? ',', query.Switch("bom"));
        if (query.Error is { } wrongQuery)
        {
            await Envelope.WriteAsync(http, wrongQuery);
            return;
        }

        await ContactDownload.SendAsync(
            http, book, cancellation => store.Contacts.PagesAsync(grant.CustomerId, book.Id, search, cancellation), options);
    }
}
