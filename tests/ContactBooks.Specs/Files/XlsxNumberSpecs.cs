namespace ContactBooks.Specs.Files;

/// <summary>A number in a cell is exact: its digits as the file has them, whatever a format shows.</summary>
public sealed class XlsxNumberSpecs
{
    [Theory]
    [InlineData("917000782082", "917000782082")]
    [InlineData("917000782082.0", "917000782082")]
    [InlineData("9.17000782082E11", "917000782082")]
    [InlineData("9.17000782082E+11", "917000782082")]
    [InlineData("9.1700078208E11", "917000782080")]
    [InlineData("9.17000782082e+011", "917000782082")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("-9.17000782082E11", "-917000782082")]
    [InlineData("  42 ", "42")]
    [InlineData("5.0", "5")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.30000000000000004", "0.30000000000000004")]
    [InlineData("-1.50", "-1.50")]
    public void A_number_is_its_digits(string literal, string expected) => Read(literal).Should().Be(expected);

    [Theory]
    [InlineData("9.17E+11")]
    [InlineData("9.17001E+11")]
    [InlineData("9E11")]
    [InlineData("1.234567890E-7")]
    [InlineData("9.17000782082E40")]
    [InlineData("9.17000782082E2")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData(".0")]
    public void What_may_have_lost_digits_or_is_no_such_number_stays_as_it_is(string literal) => Read(literal).Should().Be(literal);

    [Theory]
    [InlineData("9.17000782082E11")]
    [InlineData("917000782082")]
    public void A_format_that_shows_a_number_otherwise_is_not_looked_at(string literal)
    {
        var styles = """
            <numFmts><numFmt numFmtId="164" formatCode="+00 00000 00000"/><numFmt numFmtId="165" formatCode="0.00E+00"/></numFmts>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="1"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="11"/></cellXfs>
            """;
        var cells = string.Concat(Enumerable.Range(0, 5).Select(style => $"<c s=\"{style}\"><v>{literal}</v></c>"));

        ReadWorkbook.Of(WorkbookFile.OfRows($"<row>{cells}</row>", styles: styles), new() { HasHeader = false })
            .Rows[0].Cells.Should().AllBe("917000782082");
    }

    [Fact]
    public void Percent_and_money_are_plain_numbers()
    {
        var styles = """
            <numFmts><numFmt numFmtId="164" formatCode="[$₹-4009]\ #,##0.00"/></numFmts>
            <cellXfs><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="44"/></cellXfs>
            """;

        var row = """<row><c s="0"><v>0.25</v></c><c s="1"><v>1499.5</v></c><c s="2"><v>12</v></c></row>""";

        ReadWorkbook.Of(WorkbookFile.OfRows(row, styles: styles), new() { HasHeader = false })
            .Rows[0].Cells.Should().Equal("0.25", "1499.5", "12");
    }

    private static string Read(string literal) => ReadWorkbook.FirstCells(WorkbookFile.OfCells($"<c><v>{literal}</v></c>")).Single();
}
