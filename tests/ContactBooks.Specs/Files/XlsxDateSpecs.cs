namespace ContactBooks.Specs.Files;

/// <summary>A number that its cell shows as a date is one, in ISO 8601.</summary>
public sealed class XlsxDateSpecs
{
    [Theory]
    [InlineData(14, "46082", "2026-03-01")]
    [InlineData(22, "46082.604166666664", "2026-03-01T14:30:00")]
    [InlineData(22, "46082", "2026-03-01")]
    [InlineData(14, "46082.604166666664", "2026-03-01T14:30:00")]
    [InlineData(14, "46082.99999999999", "2026-03-02")]
    [InlineData(20, "0.6041666666666666", "14:30:00")]
    [InlineData(21, "0.60417824074074073", "14:30:01")]
    [InlineData(47, "0.60417825231481476", "14:30:01.001")]
    [InlineData(20, "46082.604166666664", "2026-03-01T14:30:00")]
    [InlineData(46, "1.5", "36:00:00")]
    [InlineData(31, "46082", "2026-03-01")]
    [InlineData(57, "46082", "2026-03-01")]
    [InlineData(71, "46082", "2026-03-01")]
    [InlineData(0, "46082", "46082")]
    [InlineData(2, "46082", "46082")]
    [InlineData(49, "46082", "46082")]
    public void A_built_in_format_tells_a_date(int format, string literal, string expected) =>
        Read(literal, $"<cellXfs><xf numFmtId=\"{format}\"/></cellXfs>").Should().Be(expected);

    [Theory]
    [InlineData("yyyy\\-mm\\-dd", "2026-03-01")]
    [InlineData("dd/mm/yyyy;@", "2026-03-01")]
    [InlineData("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2026-03-01")]
    [InlineData("[$-409]mmm\\-yy;@", "2026-03-01")]
    [InlineData("mmmmm", "2026-03-01")]
    [InlineData("m", "2026-03-01")]
    [InlineData("D", "2026-03-01")]
    [InlineData("yyyy\"年\"m\"月\"", "2026-03-01")]
    [InlineData("General", "46082")]
    [InlineData("GENERAL\\ \"days\"", "46082")]
    [InlineData("\"dhms\"0", "46082")]
    [InlineData("0\\d", "46082")]
    [InlineData("0_d", "46082")]
    [InlineData("[Red]0;[Yellow]\\-0", "46082")]
    [InlineData("[$USD-409]\\ #,##0", "46082")]
    [InlineData("0;\"no date\"yyyy", "46082")]
    [InlineData("0.00E+00", "46082")]
    [InlineData("\"open quote d", "46082")]
    [InlineData("[open bracket d", "46082")]
    [InlineData("", "46082")]
    public void A_format_of_ones_own_tells_a_date(string code, string expected) =>
        Read("46082", Custom(code)).Should().Be(expected);

    [Theory]
    [InlineData("h:mm AM/PM", "0.75", "18:00:00")]
    [InlineData("mm:ss", "0.75", "18:00:00")]
    [InlineData("[h]:mm", "1.75", "42:00:00")]
    [InlineData("[mm]", "0.25", "06:00:00")]
    [InlineData("mmm h:mm", "0.75", "0.75")]
    public void A_time_of_no_day_is_a_time(string code, string literal, string expected) =>
        Read(literal, Custom(code)).Should().Be(expected);

    [Theory]
    [InlineData("1", "1900-01-01")]
    [InlineData("59", "1900-02-28")]
    [InlineData("60", "1900-02-29")]
    [InlineData("61", "1900-03-01")]
    [InlineData("2958465", "9999-12-31")]
    public void Excels_leap_year_1900_is_kept(string literal, string expected) =>
        Read(literal, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>").Should().Be(expected);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2958466")]
    [InlineData("917000782082")]
    [InlineData("9E99")]
    [InlineData("NaN")]
    public void A_number_that_is_no_date_stays_one(string literal) =>
        Read(literal, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>").Should().Be(literal);

    [Theory]
    [InlineData("0", "1904-01-01")]
    [InlineData("60", "1904-03-01")]
    [InlineData("44620.5", "2026-03-01T12:00:00")]
    [InlineData("2957003", "9999-12-31")]
    [InlineData("2957004", "2957004")]
    public void A_workbook_of_the_Mac_counts_from_1904(string literal, string expected) =>
        Read(literal, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", "<workbookPr date1904=\"1\"/>").Should().Be(expected);

    [Theory]
    [InlineData("2026-03-01T14:30:00", "2026-03-01T14:30:00")]
    [InlineData("2026-03-01T00:00:00.000Z", "2026-03-01")]
    [InlineData("2026-03-01", "2026-03-01")]
    [InlineData("14:30:00", "14:30:00")]
    public void A_cell_may_have_its_date_in_ISO_8601_already(string text, string expected) =>
        ReadWorkbook.FirstCells(WorkbookFile.OfCells($"<c t=\"d\"><v>{text}</v></c>")).Should().Equal(expected);

    [Fact]
    public void A_format_of_ones_own_may_take_the_id_of_a_built_in_one() =>
        Read("46082", """<numFmts><numFmt numFmtId="14" formatCode="0"/></numFmts><cellXfs><xf numFmtId="14"/></cellXfs>""")
            .Should().Be("46082");

    [Fact]
    public void A_style_that_is_not_there_shows_a_number() =>
        ReadWorkbook.FirstCells(WorkbookFile.OfCells("""<c s="7"><v>46082</v></c>""", """<c s="99999999999"><v>46082</v></c>"""))
            .Should().Equal("46082", "46082");

    private static string Custom(string code) => $"""
        <numFmts><numFmt numFmtId="164" formatCode="{code.Replace("\"", "&quot;", StringComparison.Ordinal)}"/></numFmts>
        <cellXfs><xf numFmtId="164"/></cellXfs>
        """;

    private static string Read(string literal, string styles, string? properties = null)
    {
        var file = WorkbookFile.OfRows($"<row><c s=\"0\"><v>{literal}</v></c></row>", styles: styles, properties: properties);
        return ReadWorkbook.Of(file, new() { HasHeader = false }).Rows[0].Cells[0];
    }
}
