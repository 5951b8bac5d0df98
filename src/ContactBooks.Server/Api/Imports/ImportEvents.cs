using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Api.Imports;

/// <summary><c>GET …/imports/{importUid}/events</c>: how an import goes on, see <see cref="ImportEventStream"/>.</summary>
internal sealed class ImportEvents(ImportEndpoints imports, ImportEventStream stream)
{
    /// <summary>Writes events until the import has ended, or the error.</summary>
    public async Task SendAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await imports.FindAsync(http, bookUid, importUid);
        if (found is null)
        {
            await Envelope.WriteAsync(http, error!);
            return;
        }

        await stream.SendAsync(http, found.Grant.CustomerId, found.Book.Id, found.Import);
    }
}
