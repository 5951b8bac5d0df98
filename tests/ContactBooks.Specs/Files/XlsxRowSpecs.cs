using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>Which cells make a row, and which rows make the table.</summary>
public sealed class XlsxRowSpecs
{
    private const string One = "<v>1</v>";

    [Fact]
    public void Cells_and_rows_without_a_place_follow_each_other()
    {
        var read = Read($"""
            <row><c>{One}</c><c r="D1">{One}</c><c>{One}</c></row><row r="5"><c r="B5">{One}</c></row><row><c>{One}</c></row>
            """);

        read.Select(row => (row.Number, string.Join(',', row.Cells))).Should().Equal((1, "1,,,1,1"), (5, ",1,,,"), (6, "1,,,,"));
    }

    [Fact]
    public void Cells_may_stand_in_any_order() =>
        Read("""<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>""").Single().Cells.Should().Equal("1", "", "3");

    [Fact]
    public void Blank_rows_are_passed_over_and_counted() =>
        Read($"""
            <row r="1"><c>{One}</c></row><row r="2"/><row r="3" ht="20"><c r="A3" s="1"/></row>
            <row r="4"><c t="inlineStr"><is><t>  </t></is></c></row><row r="5"><c>{One}</c></row>
            """).Select(row => row.Number).Should().Equal(1, 5);

    [Fact]
    public void Each_row_has_a_cell_for_each_column() =>
        Read($"<row><c>{One}</c><c>{One}</c><c>{One}</c></row><row><c>{One}</c></row>")
            .Should().AllSatisfy(row => row.Cells.Should().HaveCount(3));

    [Fact]
    public void Hidden_rows_and_columns_are_read_like_others()
    {
        var file = WorkbookFile.OfRows("").With("xl/worksheets/sheet1.xml", $"""
            <worksheet xmlns="{WorkbookFile.Main}"><cols><col min="2" max="2" width="0" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>
            <row r="2" hidden="1"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row>
            </sheetData><autoFilter ref="A1:B2"/></worksheet>
            """);

        ReadWorkbook.Of(file, new() { HasHeader = false }).Rows.SelectMany(row => row.Cells).Should().Equal("1", "2", "3", "4");
    }

    [Fact]
    public void Of_merged_cells_the_first_has_the_value()
    {
        var file = WorkbookFile.OfRows("").With("xl/worksheets/sheet1.xml", $"""
            <worksheet xmlns="{WorkbookFile.Main}"><sheetData>
            <row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="C1"><v>2</v></c></row></sheetData>
            <mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>
            """);

        ReadWorkbook.Of(file, new() { HasHeader = false }).Rows.Single().Cells.Should().Equal("1", "", "2");
    }

    [Fact]
    public void Columns_that_are_only_styled_are_none()
    {
        var ghosts = string.Concat(Enumerable.Range(2, 16_383).Select(column => $"<c r=\"{Place(column)}1\" s=\"3\"/>"));

        Read($"<row r=\"1\"><c r=\"A1\">{One}</c>{ghosts}</row>").Single().Cells.Should().Equal("1");
    }

    [Fact]
    public void Rows_that_are_only_styled_to_the_end_of_the_sheet_cost_little()
    {
        var ghosts = string.Concat(Enumerable.Range(3, 1_048_574).Select(n =>
            $"<row r=\"{n}\" s=\"1\" customFormat=\"1\"><c r=\"A{n}\" s=\"1\"/></row>"));
        var file = WorkbookFile.OfRows($"<row><c t=\"str\"><v>Name</v></c></row><row r=\"2\"><c>{One}</c></row>{ghosts}").ToBytes();

        var cost = ReadingCost.Of(() => ReadWorkbook.Of(file, new() { HasHeader = true }).Rows.Should().ContainSingle());

        cost.Processor.Should().BeLessThan(TimeSpan.FromSeconds(5));
        cost.AllocatedBytes.Should().BeLessThan(8 * 1024 * 1024);
    }

    [Fact]
    public void What_stands_right_of_the_columns_of_the_first_rows_belongs_to_none()
    {
        var rows = string.Concat(Enumerable.Range(0, 150).Select(_ => $"<row><c>{One}</c></row>"));

        Read($"{rows}<row><c>{One}</c><c>{One}</c></row>")[^1].Cells.Should().Equal("1");
    }

    [Theory]
    [InlineData("<row r=\"2\"><c><v>1</v></c></row><row r=\"2\"/>", "what follows row 2 is out of order")]
    [InlineData("<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"/>", "what follows row 2 is out of order")]
    [InlineData("<row r=\"0\"/>", "out of order")]
    [InlineData("<row r=\"x\"/>", "out of order")]
    [InlineData("<row r=\"1048577\"/>", "beyond 1048576")]
    [InlineData("<row><c r=\"XFE1\"/></row>", "outside of the sheet")]
    [InlineData("<row><c r=\"1\"/></row>", "outside of the sheet")]
    [InlineData("<row><c t=\"s\"><v>0</v></c></row>", "names a text that is not in it")]
    [InlineData("<row><c t=\"s\"><v>x</v></c></row>", "names a text that is not in it")]
    public void Rows_and_cells_out_of_place_are_damage(string rows, string message)
    {
        var fault = ReadWorkbook.FaultOf(WorkbookFile.OfRows(rows));

        fault.Code.Should().Be(FileFaultCode.Damaged);
        fault.Message.Should().Contain(message);
    }

    [Fact]
    public void A_shared_text_beyond_the_last_is_damage() =>
        ReadWorkbook.FaultOf(WorkbookFile.OfRows("<row><c t=\"s\"><v>2</v></c></row>", "<si><t>a</t></si><si><t>b</t></si>"))
            .Message.Should().Contain("names the text 2 of 2");

    private static IReadOnlyList<FileRow> Read(string rows) => ReadWorkbook.Of(WorkbookFile.OfRows(rows), new() { HasHeader = false }).Rows;

    private static string Place(int column)
    {
        var place = "";
        for (; column > 0; column = (column - 1) / 26)
            place = (char)('A' + ((column - 1) % 26)) + place;
        return place;
    }
}
