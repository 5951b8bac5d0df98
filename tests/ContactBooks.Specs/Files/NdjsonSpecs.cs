using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class NdjsonSpecs
{
    [Fact]
    public void Keys_are_columns_in_the_order_in_which_they_first_appear()
    {
        var read = ReadTable.Of("{\"a\":\"1\",\"b\":\"2\"}\n\n{\"c\":\"3\",\"a\":\"4\"}\r\n{}\n");

        read.Layout.Should().BeEquivalentTo(new FileLayout { Format = FileFormat.Ndjson, Encoding = "utf-8", Columns = ["a", "b", "c"] });
        read.Cells.Should().BeEquivalentTo([(string[])["1", "2", ""], ["4", "", "3"]]);
        read.Numbers.Should().Equal(1, 3);
    }

    [Theory]
    [InlineData("917000782082", "917000782082")]
    [InlineData("9.17000782082E+11", "9.17000782082E+11")]
    [InlineData("917000782082.0", "917000782082.0")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("true", "true")]
    [InlineData("null", "")]
    [InlineData("\"\\u0906\\ud83d\\ude00\\n\"", "आ😀\n")]
    [InlineData("{ \"a\" : [ 1.50, \"x\\u00e9\", null ] }", "{\"a\":[1.50,\"xé\",null]}")]
    [InlineData("[ ]", "[]")]
    public void A_value_is_its_literal_text(string json, string text) =>
        ReadTable.Of($"{{\"key\":\"x\",\"value\":{json}}}").Rows[0].Cells[1].Should().Be(text);

    [Fact]
    public void Of_two_values_with_one_key_the_last_counts() => ReadTable.Of("{\"a\":1,\"a\":2}").Rows[0].Cells.Should().Equal("2");

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":1},")]
    [InlineData("{\"a\":1} {\"a\":2}")]
    [InlineData("{\"a\":")]
    [InlineData("\"a\"")]
    [InlineData("Name,Phone")]
    public void A_line_that_is_no_object_is_damaged_and_named(string line) =>
        Fault.Of($"{{\"a\":1}}\n\n{line}\n{{\"a\":2}}\n").Should().Match<FileFaultException>(fault =>
            fault.Code == FileFaultCode.Damaged && fault.Message.StartsWith("Line 3 is not a JSON object."));

    [Fact]
    public void A_line_that_is_wrong_is_known_before_any_row_is_read()
    {
        var rows = string.Concat(Enumerable.Repeat("{\"a\":1}\n", 10_000));
        var open = () => ContactFile.Open(() => new MemoryStream([.. System.Text.Encoding.UTF8.GetBytes(rows), (byte)'{']), new FileChoices(), new FileLimits());

        open.Should().Throw<FileFaultException>().WithMessage("Line 10001 *");
    }

    [Theory]
    [InlineData("{}\n{\"a\":null}\n{\"a\":\" \"}\n")]
    [InlineData("{}")]
    public void Objects_with_nothing_in_them_are_no_rows(string text) => Fault.Of(text).Code.Should().Be(FileFaultCode.NoRows);

    [Theory]
    [InlineData("[{\"a\":1},{\"a\":2}]")]
    [InlineData("[\n]")]
    public void An_array_is_told_to_be_written_as_lines(string text) => Fault.Of(text).Should().Match<FileFaultException>(fault =>
        fault.Code == FileFaultCode.UnknownFormat && fault.Message.Contains("NDJSON"));
}
