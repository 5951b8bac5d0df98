using System.Text;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Imports;

namespace ContactBooks.Server.Api.Imports;

/// <summary>
/// <c>GET …/imports/{importUid}/rejects</c>: the refused rows as the user's own file, to be mended and imported again. Its columns stand
/// as they were, cells untouched; after them <c>row</c>, <c>reason</c> and <c>message</c>. CSV in UTF-8 with a byte-order mark, without
/// which Excel takes it for another encoding.
/// </summary>
internal sealed class RejectedRows(ImportEndpoints imports, IStore store)
{
    private const int RowsAtOnce = 500;
    private static readonly string[] Added = ["row", "reason", "message"];

    /// <summary>Writes the file, or the error.</summary>
    public async Task SendAsync(HttpContext http, string bookUid, string importUid)
    {
        var (found, error) = await imports.FindAsync(http, bookUid, importUid);
        if (found is null)
        {
            await Envelope.WriteAsync(http, error!);
            return;
        }

        http.Response.ContentType = "text/csv; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{importUid}-rejects.csv\"";
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        await using var file = new StreamWriter(http.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16 * 1024, leaveOpen: true);
        file.NewLine = "\r\n";
        var columns = ImportOptions.Read(found.Import.Options).Layout.Columns;
        await WriteAsync(file, [.. columns, .. Added]);
        IReadOnlyList<RejectedLine> lines = [];
        do
        {
            lines = await store.Imports.ListRejectedAsync(found.Grant.CustomerId, importUid, lines.Count == 0 ? 0 : lines[^1].Number, RowsAtOnce);
            foreach (var line in lines)
            {
                await WriteAsync(file, [.. Enumerable.Range(0, columns.Count).Select(i => i < line.Cells.Count ? line.Cells[i] : ""), $"{line.Number}", line.Reason, line.Message]);
            }
        }
        while (lines.Count == RowsAtOnce);
    }

    private static async Task WriteAsync(StreamWriter file, IReadOnlyList<string> cells) =>
        await file.WriteLineAsync(string.Join(',', cells.Select(Quoted)));

    /// <summary>A cell by RFC 4180; with blanks around it in quotes too, since some programs trim.</summary>
    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 || cell != cell.Trim() ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
