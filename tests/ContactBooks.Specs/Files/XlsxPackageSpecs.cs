using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Packages as programs write them: part names, namespaces, encodings.</summary>
public sealed class XlsxPackageSpecs
{
    private static readonly FileChoices NoHeader = new() { HasHeader = false };

    [Theory]
    [InlineData("/xl/worksheets/sheet1.xml")]
    [InlineData("worksheets/sheet1.xml")]
    [InlineData("./worksheets/../worksheets/sheet1.xml")]
    [InlineData("worksheets\\sheet1.xml")]
    [InlineData("Worksheets/SHEET1.xml")]
    [InlineData("/XL/worksheets/sheet%31.xml")]
    [InlineData("../../xl/worksheets/sheet1.xml")]
    public void A_part_is_found_however_its_name_is_written(string target) =>
        FirstCell(Plain().Pointing(("rId1", "worksheet", target))).Should().Be("text");

    [Theory]
    [InlineData("xl\\worksheets\\sheet1.xml")]
    [InlineData("/xl/worksheets/sheet1.xml")]
    [InlineData("XL/Worksheets/Sheet1.XML")]
    public void An_entry_is_found_however_its_name_is_written(string entry) =>
        FirstCell(Plain().Renamed("xl/worksheets/sheet1.xml", entry)).Should().Be("text");

    [Fact]
    public void The_workbook_may_lie_anywhere() =>
        FirstCell(Plain()
            .With("_rels/.rels", WorkbookFile.Relationships(("x", "core-properties", "docProps/core.xml"), ("y", "officeDocument", "/book.xml")))
            .Renamed("xl/workbook.xml", "book.xml")
            .With("_rels/book.xml.rels", WorkbookFile.Relationships(("rId1", "worksheet", "xl/worksheets/sheet1.xml"))))
            .Should().Be("text");

    [Fact]
    public void The_strict_form_is_read_like_the_transitional() =>
        FirstCell(Plain().Rewritten(xml => xml
            .Replace(WorkbookFile.Main, "http://purl.oclc.org/ooxml/spreadsheetml/main", StringComparison.Ordinal)
            .Replace(WorkbookFile.Office, "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal)))
            .Should().Be("text");

    [Fact]
    public void Elements_may_have_a_prefix() =>
        FirstCell(Plain().With("xl/worksheets/sheet1.xml", $"""
            <x:worksheet xmlns:x="{WorkbookFile.Main}"><x:sheetData>
            <x:row r="1"><x:c r="A1" t="str"><x:v>text</x:v></x:c></x:row></x:sheetData></x:worksheet>
            """)).Should().Be("text");

    [Fact]
    public void Parts_may_be_UTF_16()
    {
        var xml = $"<?xml version=\"1.0\" encoding=\"UTF-16\"?>{WorkbookFile.Sheet("<row><c t=\"str\"><v>téxt</v></c></row>")}";

        FirstCell(Plain().With("xl/worksheets/sheet1.xml", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(xml)])).Should().Be("téxt");
    }

    [Fact]
    public void Parts_may_begin_with_a_byte_order_mark() =>
        FirstCell(Plain().Rewritten(xml => $"\uFEFF<?xml version=\"1.0\"?>{xml}")).Should().Be("text");

    [Fact]
    public void A_part_that_is_named_and_left_out_matters_only_where_it_is_needed() =>
        FirstCell(WorkbookFile.OfRows("<row><c t=\"str\"><v>text</v></c></row>", sharedStrings: "", styles: "")
            .Without("xl/sharedStrings.xml").Without("xl/styles.xml")).Should().Be("text");

    [Fact]
    public void A_workbook_with_macros_is_read() => FirstCell(Plain().With("xl/vbaProject.bin", "macros")).Should().Be("text");

    [Fact]
    public void Pointers_to_files_elsewhere_are_left_alone()
    {
        const string elsewhere = "<Relationship Id=\"x\" Type=\"a/styles\" Target=\"http://127.0.0.1/styles.xml\" TargetMode=\"External\"/>";

        FirstCell(Plain().Rewritten(xml => xml.Replace("</Relationships>", $"{elsewhere}</Relationships>", StringComparison.Ordinal)))
            .Should().Be("text");
    }

    [Fact]
    public void Columns_are_named_by_the_header_and_rows_keep_their_numbers()
    {
        var file = WorkbookFile.OfRows("""
            <row r="3"><c t="str"><v>Name</v></c><c t="str"><v> </v></c><c t="str"><v>Phone</v></c></row>
            <row r="5"><c t="str"><v>Asha</v></c><c/><c><v>917000782082</v></c></row>
            """);

        var read = ReadWorkbook.Of(file, new() { HasHeader = true });

        read.Layout.Format.Should().Be(FileFormat.Xlsx);
        read.Layout.HeaderRow.Should().Be(3);
        read.Layout.Columns.Should().Equal("Name", "Column 2", "Phone");
        read.Rows.Single().Number.Should().Be(5);
        read.Rows.Single().Cells.Should().Equal("Asha", "", "917000782082");
    }

    private static WorkbookFile Plain() => WorkbookFile.OfRows("<row><c t=\"str\"><v>text</v></c></row>");

    private static string FirstCell(WorkbookFile file) => ReadWorkbook.Of(file, NoHeader).Rows.Single().Cells.Single();
}
