using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Files.Xlsx;

namespace ContactBooks.Core.Exports;

/// <summary>How contacts go out.</summary>
/// <param name="Format">In which format.</param>
/// <param name="Delimiter">Of <see cref="ExportFormat.Csv"/> what stands between cells.</param>
/// <param name="HasByteOrderMark">Of <see cref="ExportFormat.Csv"/> whether it begins with one.</param>
public sealed record ExportOptions(ExportFormat Format, char Delimiter = ',', bool HasByteOrderMark = false);

/// <summary>
/// Contacts as a file: for a table one walk for the custom fields that get columns, then one that writes. The
/// bytes come in portions, so that whoever sends them away can do so in its own time.
/// </summary>
/// <param name="contacts">Which.</param>
/// <param name="options">How.</param>
public sealed class ContactExport(ContactPages contacts, ExportOptions options)
{
    private const string SheetName = "Contacts";

    /// <summary>Writes the file.</summary>
    /// <param name="output">Gets the bytes.</param>
    /// <param name="written">Called after each page of contacts with how many are written so far, and once when the file is whole.</param>
    /// <param name="cancellation">Ends it in the middle.</param>
    /// <returns>How many contacts are in it.</returns>
    public async Task<long> WriteAsync(Stream output, Func<long, ValueTask> written, CancellationToken cancellation)
    {
        using var writer = await OpenAsync(output, cancellation);
        var count = 0L;
        var isBegun = false;
        await foreach (var page in contacts(cancellation))
        {
            if (!isBegun)
            {
                // Not before the first page is here: while nothing is written, a fault can still be told.
                writer.Begin();
                isBegun = true;
            }

            foreach (var contact in page)
            {
                writer.Write(contact);
            }

            count += page.Count;
            await written(count);
        }

        writer.End();
        await written(count);
        return count;
    }

    private async Task<IContactWriter> OpenAsync(Stream output, CancellationToken cancellation) => options.Format switch
    {
        ExportFormat.Csv => new TableExport(
            new DelimitedWriter(output, options.Delimiter, options.HasByteOrderMark), await ColumnsAsync(cancellation), SpacedPhone.Of),
        ExportFormat.Xlsx => new TableExport(new WorkbookWriter(output, SheetName), await ColumnsAsync(cancellation), phone => $"+{phone}"),
        ExportFormat.Ndjson => new NdjsonExport(output),
        _ => new VCardExport(output),
    };

    private async Task<IReadOnlyList<CustomColumn>> ColumnsAsync(CancellationToken cancellation)
    {
        var tally = new CustomColumnTally();
        await foreach (var page in contacts(cancellation))
        {
            foreach (var contact in page)
            {
                tally.Add(contact);
            }
        }

        return tally.Columns();
    }
}
