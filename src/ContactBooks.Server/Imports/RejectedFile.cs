using ContactBooks.Core.Customers;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Exports;

namespace ContactBooks.Server.Imports;

/// <summary>
/// The refused rows of an import as the user's own file, to be mended and imported again. Its columns stand as they were, cells untouched
/// but for the mark that keeps a spreadsheet from running one, which importing takes off; after them <c>row</c>, <c>reason</c> and
/// <c>message</c>. CSV in UTF-8 with a byte-order mark, without which Excel takes it for another encoding.
/// </summary>
internal static class RejectedFile
{
    private const int RowsAtOnce = 500;

    /// <summary>The columns that are added to the user's own.</summary>
    public static IReadOnlyList<string> Added { get; } = ["row", "reason", "message"];

    /// <summary>The user's own columns of such a file that has come back; null where it is another.</summary>
    public static IReadOnlyList<string>? OwnColumns(FileLayout layout) =>
        layout.Columns.Count > Added.Count && layout.Columns.TakeLast(Added.Count).SequenceEqual(Added) ? [.. layout.Columns.SkipLast(Added.Count)] : null;

    /// <summary>Writes it, so far as the import has come.</summary>
    public static async Task WriteAsync(IImportStore imports, CustomerId customer, Import import, Stream to, CancellationToken cancellation)
    {
        await using var portions = new Portions();
        using var file = new DelimitedWriter(portions, hasByteOrderMark: true);
        var columns = ImportOptions.Read(import.Options).Layout.Columns;
        file.Begin([.. columns, .. Added]);
        IReadOnlyList<RejectedLine> lines = [];
        do
        {
            lines = await imports.ListRejectedAsync(customer, import.Uid, lines.Count == 0 ? 0 : lines[^1].Number, RowsAtOnce);
            foreach (var line in lines)
            {
                var cells = Enumerable.Range(0, columns.Count).Select(i => i < line.Cells.Count ? line.Cells[i] : "");
                file.Write([.. cells, $"{line.Number}", line.Reason, line.Message]);
            }

            await portions.SendAsync(to, cancellation);
        }
        while (lines.Count == RowsAtOnce);
        file.End();
        await portions.SendAsync(to, cancellation);
    }
}
