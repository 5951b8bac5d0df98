using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ContactBooks.Bench;

/// <summary>
/// Contacts in a workbook as Excel saves one: each text once in the part of shared strings, which comes after the sheet that
/// refers to them; of the phones every second is a number, the others are texts.
/// </summary>
internal static class SampleWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Content = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Contacts from one on.</summary>
    public static byte[] Make(long first, long rows)
    {
        using var file = new MemoryStream();
        using (var package = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var strings = new SharedTexts();
            Write(package, "[Content_Types].xml", part => part.Write(ContentTypes));
            Write(package, "_rels/.rels", part => part.Write(Relationships(("officeDocument", "xl/workbook.xml"))));
            Write(package, "xl/workbook.xml", part => part.Write(
                $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>"""));
            Write(package, "xl/_rels/workbook.xml.rels", part => part.Write(
                Relationships(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"))));
            Write(package, "xl/worksheets/sheet1.xml", part => WriteSheet(part, strings, first, rows));
            Write(package, "xl/sharedStrings.xml", strings.Write);
        }

        return file.ToArray();
    }

    private static void WriteSheet(StreamWriter part, SharedTexts strings, long first, long rows)
    {
        part.Write($"""<worksheet xmlns="{Main}"><sheetData>""");
        WriteRow(part, 1, SampleFile.Columns.Select(strings.Cell));
        for (var i = 0L; i < rows; i++)
        {
            var n = first + i;
            var phone = SampleContacts.NationalPhone(n).ToString(CultureInfo.InvariantCulture);
            WriteRow(part, i + 2, SampleFile.TextsOf(n).Select(strings.Cell).Prepend(n % 2 == 0 ? ("", phone) : strings.Cell(phone)));
        }

        part.Write("</sheetData></worksheet>");
    }

    private static void WriteRow(StreamWriter part, long row, IEnumerable<(string Type, string Value)> cells)
    {
        part.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\">"));
        foreach (var (column, (type, value)) in cells.Index())
        {
            part.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{row}\"{type}><v>{value}</v></c>"));
        }

        part.Write("</row>");
    }

    private static void Write(ZipArchive package, string name, Action<StreamWriter> write)
    {
        using var part = new StreamWriter(package.CreateEntry(name).Open(), new UTF8Encoding(false));
        part.Write("""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""");
        write(part);
    }

    private static string ContentTypes =>
        $"""
        <Types xmlns="{Package}/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="{Content}.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Content}.worksheet+xml"/>
        <Override PartName="/xl/sharedStrings.xml" ContentType="{Content}.sharedStrings+xml"/>
        </Types>
        """;

    private static string Relationships(params (string Kind, string Target)[] targets) =>
        $"""<Relationships xmlns="{Package}/relationships">"""
        + string.Concat(targets.Select((to, i) => $"""<Relationship Id="rId{i + 1}" Type="{Office}/{to.Kind}" Target="{to.Target}"/>"""))
        + "</Relationships>";

    /// <summary>The texts of a workbook, each once, as they first come. None of the sample's needs to be escaped.</summary>
    private sealed class SharedTexts
    {
        private readonly Dictionary<string, int> _places = [];
        private readonly List<string> _texts = [];
        private long _cells;

        /// <summary>A cell of a text.</summary>
        public (string Type, string Value) Cell(string text)
        {
            _cells++;
            if (!_places.TryGetValue(text, out var place))
            {
                _places.Add(text, place = _texts.Count);
                _texts.Add(text);
            }

            return (" t=\"s\"", place.ToString(CultureInfo.InvariantCulture));
        }

        /// <summary>Writes the part that has them.</summary>
        public void Write(StreamWriter part)
        {
            part.Write(string.Create(CultureInfo.InvariantCulture, $"<sst xmlns=\"{Main}\" count=\"{_cells}\" uniqueCount=\"{_texts.Count}\">"));
            foreach (var text in _texts)
            {
                part.Write($"<si><t>{text}</t></si>");
            }

            part.Write("</sst>");
        }
    }
}
