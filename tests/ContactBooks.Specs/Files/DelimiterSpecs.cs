using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class DelimiterSpecs
{
    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_delimiter_is_found_from_the_rows(char delimiter)
    {
        var text = "Name,Phone,City\nAsha,+917000782082,Mumbai\nRavi,+919876543210,Pune\n".Replace(',', delimiter);

        var read = ReadTable.Of(text);

        read.Layout.Delimiter.Should().Be(delimiter);
        read.Layout.Columns.Should().Equal("Name", "Phone", "City");
    }

    [Theory]
    [InlineData("Anna;12,5\nBernd;7,25\n", ';', 2)]
    [InlineData("Anna;12,5;3,4;5,6\nBernd;7,2;0,9;1,1\n", ';', 4)]
    [InlineData("Name,Tags,Phone\nAsha,a;b;c,+917000782082\nRavi,a;b,+919876543210\n", ',', 3)]
    [InlineData("Name;Note\nAsha;\"a;b\n;;\"\nRavi;\"c, d\"\n", ';', 2)]
    [InlineData("Name\tNote\nAsha\ta, b; c, d\nRavi\te, f; g, h\n", '\t', 2)]
    [InlineData("Report of contacts, all of them, by city\n\nName;Phone;City\nAsha;+917000782082;Mumbai\nRavi;+919876543210;Pune\n", ';', 3)]
    [InlineData("Name, Phone\nAsha, +917000782082\n", ',', 2)]
    [InlineData("Asha,+917000782082", ',', 2)]
    [InlineData("+917000782082\n+919876543210\n", ',', 1)]
    public void Other_delimiters_in_cells_and_numbers_do_not_count(string text, char delimiter, int columns)
    {
        var read = ReadTable.Of(text);

        read.Layout.Delimiter.Should().Be(delimiter);
        read.Layout.Columns.Should().HaveCount(columns);
    }

    [Theory]
    [InlineData("sep=;\r\nName;Phone\r\nAsha;+91,7000782082\r\n")]
    [InlineData("\"sep=;\"\nName;Phone\nAsha;+91,7000782082\n")]
    [InlineData("SEP=;\rName;Phone\rAsha;+91,7000782082\r")]
    public void The_line_that_tells_Excel_the_delimiter_is_followed_and_has_no_number(string text)
    {
        var read = ReadTable.Of(text);

        read.Layout.Delimiter.Should().Be(';');
        read.Layout.HeaderRow.Should().Be(1);
        read.Rows.Should().ContainSingle().Which.Cells.Should().Equal("Asha", "+91,7000782082");
        read.Numbers.Should().Equal(2);
    }

    [Fact]
    public void The_user_may_name_the_delimiter() =>
        ReadTable.Of("a;b,c\nd;e,f\n", new FileChoices { Delimiter = ',' }).Cells.Should().BeEquivalentTo([(string[])["a;b", "c"], ["d;e", "f"]]);

    [Fact]
    public void Text_whose_delimiter_is_named_is_no_JSON() =>
        ReadTable.Of("{a}\t{b}\n{c}\t{d}\n", new FileChoices { Delimiter = '\t' }).Layout.Format.Should().Be(FileFormat.Delimited);

    [Fact]
    public void Another_character_is_no_delimiter() => Fault.Of("a^b", new FileChoices { Delimiter = '^' }).Code.Should().Be(FileFaultCode.WrongChoice);
}
