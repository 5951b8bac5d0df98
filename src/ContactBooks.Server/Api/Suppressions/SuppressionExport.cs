using ContactBooks.Core.Exports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Requests;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// <c>GET /api/v2/suppressions/export</c>: the suppression list as a file, see <see cref="SuppressionDownload"/>. A fault before the first
/// byte is answered in the envelope.
/// </summary>
internal sealed class SuppressionExport(Gate gate, IStore store)
{
    /// <summary>What the list can be had in: tables, since it has nothing that a card could name.</summary>
    public static IReadOnlyList<ExportFormat> Formats { get; } = [ExportFormat.Csv, ExportFormat.Xlsx, ExportFormat.Ndjson];

    /// <summary>Sends the file, or the error.</summary>
    public async Task SendAsync(HttpContext http)
    {
        var admission = await gate.AdmitAsync(http);
        if (admission is not { Grant: { } grant })
        {
            await Envelope.WriteAsync(http, admission.Error!);
            return;
        }

        var query = new QueryReader(http.Request.Query);
        var (format, delimiter, hasByteOrderMark) = (query.Format(Formats), query.Delimiter() ?? ',', query.Switch("bom"));
        if (query.Error is { } wrongQuery)
        {
            await Envelope.WriteAsync(http, wrongQuery);
            return;
        }

        await SuppressionDownload.SendAsync(http, store.Suppressions, grant.CustomerId, format, delimiter, hasByteOrderMark);
    }
}
