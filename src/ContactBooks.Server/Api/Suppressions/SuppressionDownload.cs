using ContactBooks.Core.Customers;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Ndjson;
using ContactBooks.Core.Files.Xlsx;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Server.Api.Exports;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Exports;

namespace ContactBooks.Server.Api.Suppressions;

/// <summary>
/// The suppression list as a file that can be imported again, sent while it is written. A fault before the first byte can still be told;
/// one after it ends the connection.
/// </summary>
internal static class SuppressionDownload
{
    private const int RowsAtOnce = 1000;
    private static readonly string[] Columns = ["phone", "reason", "source", "addedBy", "createdAt"];

    /// <summary>Sends it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="suppressions">The list.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="format">One of <see cref="SuppressionExport.Formats"/>.</param>
    /// <param name="delimiter">Between the cells of CSV.</param>
    /// <param name="hasByteOrderMark">Whether CSV begins with one.</param>
    public static async Task SendAsync(
        HttpContext http,
        ISuppressionStore suppressions,
        CustomerId customer,
        ExportFormat format,
        char delimiter = ',',
        bool hasByteOrderMark = false)
    {
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
        await WriteAsync(
            suppressions, customer, file, format == ExportFormat.Csv, () => portions.SendAsync(http.Response.Body, http.RequestAborted));
    }

    private static async Task WriteAsync(
        ISuppressionStore suppressions, CustomerId customer, ITableWriter file, bool spacesPhones, Func<ValueTask> send)
    {
        var slice = new Slice<SuppressionCursor>(0, RowsAtOnce, null);
        do
        {
            var page = await suppressions.ListAsync(customer, digits: null, slice);
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
