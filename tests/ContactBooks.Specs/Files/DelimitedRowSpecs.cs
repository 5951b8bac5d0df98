using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class DelimitedRowSpecs
{
    private static readonly FileChoices NoHeader = new() { HasHeader = false, Delimiter = ',' };

    [Theory]
    [InlineData("a \"b\" c,1", "a \"b\" c", "1")]
    [InlineData("\"a\" b,1", "\"a\" b", "1")]
    [InlineData("\"a, \"b\" c\",1", "\"a, \"b\" c\"", "1")]
    [InlineData("\"a\" ,1", "a", "1")]
    [InlineData(" \"a, b\",1", "a, b", "1")]
    [InlineData("\"a \"\"b\"\"\",1", "a \"b\"", "1")]
    [InlineData("\"\"\"\",1", "\"", "1")]
    [InlineData("\"a\r\nb\",1", "a\r\nb", "1")]
    [InlineData("  a  ,1", "  a  ", "1")]
    [InlineData("\"a,1", "\"a", "1")]
    public void A_cell_is_read_as_people_mean_it(string text, params string[] cells) =>
        ReadTable.Of(text, NoHeader).Rows.Should().ContainSingle().Which.Cells.Should().Equal(cells);

    [Fact]
    public void A_quote_that_is_never_closed_spoils_its_own_row_alone()
    {
        var rows = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"Contact {i},+9198{i:00000000}\n"));

        var read = ReadTable.Of($"Name,Phone\n\"Asha,+917000782082\n{rows}");

        read.Rows.Should().HaveCount(50_001);
        read.Rows[0].Cells.Should().Equal("\"Asha", "+917000782082");
        read.Numbers.Should().Equal(Enumerable.Range(2, 50_001).Select(i => (long)i));
    }

    [Fact]
    public void A_quote_that_is_not_closed_does_not_swallow_rows_down_to_the_next_quoted_cell() =>
        ReadTable.Of("\"Asha,1\nRavi,2\n\"Rao, Meera\",3\n", NoHeader).Cells
            .Should().BeEquivalentTo([(string[])["\"Asha", "1"], ["Ravi", "2"], ["Rao, Meera", "3"]]);

    [Fact]
    public void Line_ends_may_be_mixed_and_blank_rows_count() =>
        ReadTable.Of("a\rb\n\n\r\nc\r\n,\n  \nd", NoHeader).Rows.Select(row => (row.Number, row.Cells[0]))
            .Should().Equal((1, "a"), (2, "b"), (5, "c"), (8, "d"));

    [Fact]
    public void Rows_are_numbered_as_a_spreadsheet_does_not_by_lines() =>
        ReadTable.Of("\"a\nb\nc\",1\nd,2\n", NoHeader).Numbers.Should().Equal(1, 2);

    [Fact]
    public void Short_rows_are_filled_up_and_cells_beyond_the_header_have_columns_where_the_first_rows_have_them()
    {
        var read = ReadTable.Of("Name,Phone\nAsha\nRavi,+919876543210,x,,\n");

        read.Layout.Columns.Should().Equal("Name", "Phone", "Column 3");
        read.Cells.Should().BeEquivalentTo([(string[])["Asha", "", ""], ["Ravi", "+919876543210", "x"]]);
    }

    [Fact]
    public void Cells_that_appear_beyond_the_columns_far_below_stay_in_the_last_one()
    {
        var rows = string.Concat(Enumerable.Repeat("Asha,+917000782082,Mumbai\n", 200));

        var read = ReadTable.Of($"Name,Phone,City\n{rows}Ravi,+919876543210,Bandra, Mumbai\nMeera,+919820012345,Pune,, \n");

        read.Layout.Columns.Should().HaveCount(3);
        read.Rows[^2].Cells.Should().Equal("Ravi", "+919876543210", "Bandra, Mumbai");
        read.Rows[^1].Cells.Should().Equal("Meera", "+919820012345", "Pune");
    }

    [Theory]
    [InlineData("9.17E+11")]
    [InlineData("9.17000782082E+11")]
    [InlineData("917000782082.0")]
    [InlineData("'07000782082")]
    [InlineData("+91 70007 82082")]
    [InlineData("=\"917000782082\"")]
    public void A_phone_stays_as_it_is_written(string phone) =>
        ReadTable.Of($"Phone,Name\n{phone},Asha\n").Rows[0].Cells[0].Should().Be(phone);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\r\n \n\t\n")]
    [InlineData(",,,\n,,\n")]
    public void A_file_with_nothing_in_it_is_empty(string text) => Fault.Of(text).Code.Should().Be(FileFaultCode.Empty);

    [Theory]
    [InlineData("Name,Phone\n")]
    [InlineData("Contacts of March\n\nName,Phone,Email")]
    [InlineData("फ़ोन\n,\n")]
    public void A_header_alone_has_no_rows(string text) => Fault.Of(text).Code.Should().Be(FileFaultCode.NoRows);
}
