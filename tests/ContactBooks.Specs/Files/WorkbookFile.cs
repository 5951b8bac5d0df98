using System.IO.Compression;
using System.Text;

namespace ContactBooks.Specs.Files;

/// <summary>
/// A workbook out of the XML of its parts, so that a test shows the mess that it is about. What it doesn't name is as plain as can be:
/// one sheet, no styles, no shared strings.
/// </summary>
internal sealed class WorkbookFile
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, byte[] Bytes)> _parts = [];

    private WorkbookFile()
    {
    }

    /// <summary>A workbook with one sheet of these rows: what stands in <c>sheetData</c>.</summary>
    public static WorkbookFile OfRows(string rows, string? sharedStrings = null, string? styles = null, string? properties = null) =>
        Of([("Sheet1", null, Sheet(rows))], sharedStrings, styles, properties);

    /// <summary>A workbook with one sheet of one row for each of these cells, the first of them a header.</summary>
    public static WorkbookFile OfCells(params string[] cells) =>
        OfRows($"<row><c t=\"str\"><v>Header</v></c></row>{string.Concat(cells.Select(cell => $"<row>{cell}</row>"))}");

    /// <summary>A workbook of several sheets.</summary>
    public static WorkbookFile Of(
        (string Name, string? State, string Xml)[] sheets, string? sharedStrings = null, string? styles = null, string? properties = null)
    {
        var list = "";
        var targets = new List<(string Id, string Kind, string Target)>();
        var file = new WorkbookFile();
        foreach (var (n, (name, state, xml)) in sheets.Index())
        {
            list += $"<sheet name=\"{name}\" sheetId=\"{n + 1}\" r:id=\"rId{n + 1}\"{(state is null ? "" : $" state=\"{state}\"")}/>";
            targets.Add(($"rId{n + 1}", "worksheet", $"worksheets/sheet{n + 1}.xml"));
            file.With($"xl/worksheets/sheet{n + 1}.xml", xml);
        }

        if (sharedStrings is not null)
        {
            targets.Add(("strings", "sharedStrings", "sharedStrings.xml"));
            file.With("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{sharedStrings}</sst>");
        }

        if (styles is not null)
        {
            targets.Add(("styles", "styles", "styles.xml"));
            file.With("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>");
        }

        return file
            .With("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
            .With("_rels/.rels", Relationships(("rId1", "officeDocument", "xl/workbook.xml")))
            .With("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\">{properties}<sheets>{list}</sheets></workbook>")
            .With("xl/_rels/workbook.xml.rels", Relationships([.. targets]));
    }

    public static string Sheet(string rows) => $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    public static string Relationships(params (string Id, string Kind, string Target)[] targets) =>
        $"<Relationships xmlns=\"{Package}\">"
        + string.Concat(targets.Select(to => $"<Relationship Id=\"{to.Id}\" Type=\"{Office}/{to.Kind}\" Target=\"{to.Target}\"/>"))
        + "</Relationships>";

    /// <summary>The same with this part, in place of the one of its name.</summary>
    public WorkbookFile With(string name, string xml) => With(name, Encoding.UTF8.GetBytes(xml));

    /// <inheritdoc cref="With(string, string)"/>
    public WorkbookFile With(string name, byte[] bytes)
    {
        Without(name)._parts.Add((name, bytes));
        return this;
    }

    /// <summary>The same with these for the workbook's relationships.</summary>
    public WorkbookFile Pointing(params (string Id, string Kind, string Target)[] targets) =>
        With("xl/_rels/workbook.xml.rels", Relationships(targets));

    /// <summary>The same with this for the part that is the workbook.</summary>
    public WorkbookFile PointingTo(string workbook) => With("_rels/.rels", Relationships(("rId1", "officeDocument", workbook)));

    /// <summary>The same with a part under another name.</summary>
    public WorkbookFile Renamed(string name, string other)
    {
        var bytes = _parts.Single(part => part.Name == name).Bytes;
        return Without(name).With(other, bytes);
    }

    /// <summary>The same without a part.</summary>
    public WorkbookFile Without(string name)
    {
        _parts.RemoveAll(part => part.Name == name);
        return this;
    }

    /// <summary>The same with each part's text changed.</summary>
    public WorkbookFile Rewritten(Func<string, string> rewrite)
    {
        foreach (var (name, bytes) in _parts.ToArray())
            With(name, rewrite(Encoding.UTF8.GetString(bytes)));
        return this;
    }

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, part) in _parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(part);
            }
        }

        return bytes.ToArray();
    }
}
