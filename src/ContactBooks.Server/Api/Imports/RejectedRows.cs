using ContactBooks.Core.Customers;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Exports;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary><c>GET …/imports/{importUid}/rejects</c>: the refused rows as a file, see <see cref="RejectedFile"/>.</summary>
internal sealed class RejectedRows(ImportEndpoints imports, IStore store)
{
    /// <summary>Writes the file, or the error.</summary>
    public async Task SendAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await imports.FindAsync(http, bookUid, importUid);
        if (found is null)
        {
            await Envelope.WriteAsync(http, error!);
            return;
        }

        await SendAsync(http, found.Grant.CustomerId, found.Import);
    }

    /// <summary>Writes the file of an import that was found.</summary>
    public async Task SendAsync(HttpContext http, CustomerId customer, Import import)
    {
        if (FileResponse.Begin(http, ExportFormat.Csv, $"attachment; filename=\"{import.Uid}-rejects.csv\""))
        {
            await RejectedFile.WriteAsync(store.Imports, customer, import, http.Response.Body, http.RequestAborted);
        }
    }
}
