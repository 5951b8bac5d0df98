using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class HeaderSpecs
{
    [Theory]
    [InlineData("Name,Phone\nAsha,7000782082\n", 1)]
    [InlineData("Kontakt,Rufnr.\nAnna,0151 23456789\n", 1)]
    [InlineData("Phone\n7000782082\n", 1)]
    [InlineData("Rufnr.\n0151 23456789\n", 1)]
    [InlineData("Name,City\nAsha,Mumbai\n", 1)]
    [InlineData("Export of 3 March\nName,Phone\nAsha,7000782082\n", 2)]
    [InlineData("Export of 3 March\n\n\nName,Phone\nAsha,7000782082\n", 4)]
    [InlineData("Export,of 3 March\nBy,Ravi\nName,Phone,City\nAsha,7000782082,Pune\n", 3)]
    [InlineData("Name,Phone,01/03/2025,02/03/2025\nAsha,7000782082,1,2\n", 1)]
    [InlineData("Name,Phone,City\nAsha,,Mumbai\nRavi,9876543210,\n", 1)]
    [InlineData("Asha,7000782082\nRavi,9876543210\n", null)]
    [InlineData("7000782082\n9876543210\n", null)]
    [InlineData("asha@example.com\nravi@example.com\n", null)]
    [InlineData("Asha,Mumbai\nRavi,Pune\n", null)]
    [InlineData("Asha,,Mumbai\nRavi,9876543210,Pune\n", null)]
    [InlineData("All my contacts\nAsha,7000782082\nRavi,9876543210\n", null)]
    [InlineData("Phone Shop,Tel Company,7000782082\nRavi Ltd.,Acme,9876543210\n", null)]
    [InlineData("आशा,९८७६५४३२१०\n", null)]
    public void A_row_of_labels_is_found_and_a_row_of_values_is_none(string text, int? header) =>
        ReadTable.Of(text, new FileChoices { Delimiter = ',' }).Layout.HeaderRow.Should().Be(header);

    [Fact]
    public void Rows_above_the_header_are_no_rows() =>
        ReadTable.Of("Export of 3 March\n\nName,Phone\nAsha,7000782082\n").Numbers.Should().Equal(4);

    [Fact]
    public void The_user_may_say_that_there_is_none()
    {
        var read = ReadTable.Of("Name,Phone\nAsha,7000782082\n", new FileChoices { HasHeader = false });

        read.Layout.HeaderRow.Should().BeNull();
        read.Layout.Columns.Should().Equal("Column 1", "Column 2");
        read.Numbers.Should().Equal(1, 2);
    }

    [Theory]
    [InlineData("Asha,7000782082\nRavi,9876543210\n", 1)]
    [InlineData("Members\nAsha,Mumbai,x\nRavi,Pune,y\n", 2)]
    public void The_user_may_say_that_there_is_one(string text, int header) =>
        ReadTable.Of(text, new FileChoices { HasHeader = true }).Layout.HeaderRow.Should().Be(header);

    [Fact]
    public void A_header_that_the_user_says_is_there_leaves_no_rows() =>
        Fault.Of("Asha,7000782082\n", new FileChoices { HasHeader = true }).Code.Should().Be(FileFaultCode.NoRows);

    [Fact]
    public void Columns_have_names_of_their_own_without_what_nobody_sees() =>
        ReadTable.Of("\u00A0Name\u200B ,name,,\"Mobile\r\n  No.\",Name,Name (2),\u200E\nAsha,1,2,7000782082,3,4,5\n").Layout.Columns
            .Should().Equal("Name", "name (2)", "Column 3", "Mobile No.", "Name (3)", "Name (2) (2)", "Column 7");
}
