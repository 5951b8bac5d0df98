using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Writes a workbook of texts, row by row. All its cells are texts that say so, in the format Text: none is ever a formula or a number,
/// also when its user types into it. A sheet that is full is followed by another, under the same header.
/// </summary>
/// <param name="output">Gets the bytes; it need not be able to seek, and is left open.</param>
/// <param name="sheetName">The first sheet's name, to 25 characters; the second is <c>Contacts 2</c> where that is <c>Contacts</c>.</param>
/// <param name="rowsPerSheet">Rows of a sheet, its header among them; Excel's own limit.</param>
public sealed class WorkbookWriter(Stream output, string sheetName, int rowsPerSheet = WorkbookWriter.MaxRows) : ITableWriter
{
    /// <summary>Rows of a sheet at the most.</summary>
    public const int MaxRows = 1_048_576;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly ZipArchive _package = new(output, ZipArchiveMode.Create, leaveOpen: true);
    private IReadOnlyList<string> _columns = [];
    private string[] _letters = [];
    private StreamWriter? _sheet;
    private int _sheets;
    private int _row;

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns)
    {
        _columns = columns;
        _letters = [.. columns.Select((_, i) => CellPlace.Letters(i))];
        WritePart("[Content_Types].xml", WorkbookParts.ContentTypes);
        WritePart("_rels/.rels", WorkbookParts.PackageRelationships);
        WritePart("xl/styles.xml", WorkbookParts.Styles);
        BeginSheet();
    }

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> cells)
    {
        if (_row == rowsPerSheet)
        {
            EndSheet();
            BeginSheet();
        }

        WriteRow(cells);
    }

    /// <inheritdoc/>
    public void End()
    {
        EndSheet();
        WritePart("xl/workbook.xml", WorkbookParts.Workbook(Enumerable.Range(1, _sheets).Select(NameOf)));
        WritePart("xl/_rels/workbook.xml.rels", WorkbookParts.WorkbookRelationships(_sheets));
        _package.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sheet?.Dispose();
        _package.Dispose();
    }

    private string NameOf(int sheet) => sheet == 1 ? sheetName : string.Create(CultureInfo.InvariantCulture, $"{sheetName} {sheet}");

    private void BeginSheet()
    {
        _sheets++;
        _row = 0;
        var part = _package.CreateEntry(WorkbookParts.SheetPath(_sheets), CompressionLevel.Fastest);
        _sheet = new StreamWriter(part.Open(), Utf8, bufferSize: 16 * 1024);
        _sheet.Write(WorkbookParts.SheetStart(_columns.Count));
        WriteRow(_columns);
    }

    private void EndSheet()
    {
        _sheet!.Write(WorkbookParts.SheetEnd);
        _sheet.Dispose();
        _sheet = null;
    }

    private void WriteRow(IReadOnlyList<string> cells)
    {
        var sheet = _sheet!;
        var number = (++_row).ToString(CultureInfo.InvariantCulture);
        sheet.Write("<row r=\"");
        sheet.Write(number);
        sheet.Write("\">");
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length == 0)
                continue;
            sheet.Write("<c r=\"");
            sheet.Write(_letters[i]);
            sheet.Write(number);
            sheet.Write("\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
            WriteText(sheet, EscapedText.Escape(cells[i]));
            sheet.Write("</t></is></c>");
        }

        sheet.Write("</row>");
    }

    private static void WriteText(StreamWriter sheet, string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny("&<>") is var at and >= 0)
        {
            sheet.Write(rest[..at]);
            sheet.Write(rest[at] switch { '&' => "&amp;", '<' => "&lt;", _ => "&gt;" });
            rest = rest[(at + 1)..];
        }

        sheet.Write(rest);
    }

    private void WritePart(string path, string xml)
    {
        using var part = new StreamWriter(_package.CreateEntry(path, CompressionLevel.Fastest).Open(), Utf8);
        part.Write(xml);
    }
}
