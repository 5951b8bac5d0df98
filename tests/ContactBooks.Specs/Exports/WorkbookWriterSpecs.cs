using System.IO.Compression;
using System.Xml.Linq;
using ContactBooks.Core.Files;
using ContactBooks.Core.Files.Xlsx;
using ContactBooks.Specs.Files;

namespace ContactBooks.Specs.Exports;

public class WorkbookWriterSpecs
{
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public void Every_cell_is_an_inline_text_of_the_text_format_and_none_a_formula()
    {
        using var zip = new ZipArchive(new MemoryStream(Write(10, ["phone", "name"], ["+917000782082", "=1+1"], ["-5", "@SUM(A1)"])));

        var sheet = XDocument.Load(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open());

        sheet.Descendants(Sheet + "f").Should().BeEmpty();
        sheet.Descendants(Sheet + "c").Should().HaveCount(6).And.OnlyContain(cell => (string)cell.Attribute("t")! == "inlineStr" && (string)cell.Attribute("s")! == "1");
    }

    [Fact]
    public void A_sheet_that_is_full_is_followed_by_another_under_the_same_header()
    {
        var file = Write(3, ["n"], ["1"], ["2"], ["3"]);

        ReadTable.Of(file).Cells.Should().BeEquivalentTo([["1"], new[] { "2" }]);
        var second = ReadTable.Of(file, new FileChoices { Sheet = "Contacts 2" });
        second.Layout.Columns.Should().Equal("n");
        second.Cells.Single().Should().Equal("3");
    }

    [Theory]
    [InlineData("\u0001\u001F", "_x0001__x001F_")]
    [InlineData("a\r\nb", "a_x000D_\nb")]
    [InlineData("\uFFFE\uFFFF", "_xFFFE__xFFFF_")]
    [InlineData("_x0041_", "_x005F_x0041_")]
    [InlineData("__x0041_", "__x005F_x0041_")]
    [InlineData("_x0041", "_x0041")]
    [InlineData("snake_case_", "snake_case_")]
    [InlineData("😀", "😀")]
    public void What_XML_has_no_place_for_is_escaped_so_that_it_comes_back(string text, string escaped)
    {
        EscapedText.Escape(text).Should().Be(escaped);

        var characters = escaped.ToCharArray();
        new string(characters, 0, EscapedText.Unescape(characters)).Should().Be(text);
    }

    [Fact]
    public void Half_a_character_is_escaped_too() => EscapedText.Escape("a\uD83D" + "b\uDE00").Should().Be("a_xD83D_b_xDE00_");

    private static byte[] Write(int rowsPerSheet, params string[][] rows)
    {
        using var file = new MemoryStream();
        using (var writer = new WorkbookWriter(file, "Contacts", rowsPerSheet))
        {
            writer.Begin(rows[0]);
            foreach (var row in rows[1..])
            {
                writer.Write(row);
            }

            writer.End();
        }

        return file.ToArray();
    }
}
