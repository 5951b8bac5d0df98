using System.Globalization;
using System.Security;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>What stands in a workbook around its rows (ISO/IEC 29500-1, transitional).</summary>
internal static class WorkbookParts
{
    /// <summary>
    /// Sheets are the parts of the default type: how many there will be isn't known when this is written, first as everybody expects it.
    /// </summary>
    public const string ContentTypes =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        </Types>
        """;

    /// <summary>Where the workbook is.</summary>
    public const string PackageRelationships =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
        """;

    /// <summary>Two styles: Excel's own, and the format Text (49).</summary>
    public const string Styles =
        """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
        <borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
        <cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
        <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
        </styleSheet>
        """;

    /// <summary>What ends a sheet.</summary>
    public const string SheetEnd = "</sheetData></worksheet>";

    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";

    /// <summary>A sheet's part.</summary>
    public static string SheetPath(int sheet) => string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheet}.xml");

    /// <summary>What begins a sheet: its header stays in sight, and its columns are of the format Text as far down as they go.</summary>
    public static string SheetStart(int columns) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Declaration}
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>
        <cols><col min="1" max="{columns}" width="20" style="1" customWidth="1"/></cols>
        <sheetData>
        """);

    /// <summary>The workbook with its sheets.</summary>
    public static string Workbook(IEnumerable<string> sheets) =>
        $"""
        {Declaration}
        <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
        <sheets>{string.Concat(sheets.Select(Sheet))}</sheets></workbook>
        """;

    /// <summary>Where the sheets and the styles are.</summary>
    public static string WorkbookRelationships(int sheets) =>
        $"""
        {Declaration}
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rIdStyles" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
        {string.Concat(Enumerable.Range(1, sheets).Select(Relationship))}</Relationships>
        """;

    private static string Sheet(string name, int index) => string.Create(
        CultureInfo.InvariantCulture, $"<sheet name=\"{SecurityElement.Escape(name)}\" sheetId=\"{index + 1}\" r:id=\"rId{index + 1}\"/>");

    private static string Relationship(int sheet) => string.Create(
        CultureInfo.InvariantCulture,
        $"<Relationship Id=\"rId{sheet}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet{sheet}.xml\"/>");
}
