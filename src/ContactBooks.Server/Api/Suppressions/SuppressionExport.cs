using ContactBooks.Core.Customers;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Ndjson;
using ContactBooks.Core.Files.Xlsx;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Api.Exports;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Exports;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// <c>GET /api/v2/suppressions/export</c>: the suppression list as a file that can be imported again, sent while it is written. A
/// fault before the first byte is answered in the envelope; one after it ends the connection.
/// </summary>
internal sealed class SuppressionExport(Gate gate, IStore store)
{
    private const int RowsAtOnce = 1000;
    private static readonly string[] Columns = ["phone", "reason", "source", "addedBy", "createdAt"];

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

        if (!FileResponse.Begin(http, format, $"attachment; filename=\"suppressions.{ExportFormats.NameOf(format)}\""))
        {
            return;
        }

        await using var portions = new Portions();
        using ITableWriter file = format switch
        {
            ExportFormat.Csv => new DelimitedWriter(portions, delimiter, hasByteOrderMark),
            ExportFormat.Xlsx => new WorkbookWriter(portions, "Suppressions"),
            _ => new NdjsonWriter(portions),
        };
        await WriteAsync(grant.CustomerId, file, format == ExportFormat.Csv, () => portions.SendAsync(http.Response.Body, http.RequestAborted));
    }

    private async Task WriteAsync(CustomerId customer, ITableWriter file, bool spacesPhones, Func<ValueTask> send)
    {
        var slice = new Slice<SuppressionCursor>(0, RowsAtOnce, null);
        do
        {
            var page = await store.Suppressions.ListAsync(customer, digits: null, slice);
            if (slice.After is null)
            {
                // Not before the first page is here: while nothing is written, a fault can still be told.
                file.Begin(Columns);
            }

            foreach (var one in page.Items)
            {
                file.Write(CellsOf(one, spacesPhones ? SpacedPhone.Of(one.Phone) : $"+{one.Phone}"));
            }

            await send();
            slice = slice with { After = page.Next };
        }
        while (slice.After is not null);

        file.End();
        await send();
    }

    private static string[] CellsOf(Suppression one, string phone)
    {
        var shown = SuppressionJson.Of(one);
        return [phone, shown.Reason ?? "", shown.Source, shown.AddedBy, shown.CreatedAt];
    }
}
