using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

/// <summary>What is no file of contacts is told what it is, whatever its name.</summary>
public class ForeignFileSpecs
{
    [Theory]
    [InlineData("89504E470D0A1A0A", "a picture (PNG)")]
    [InlineData("FFD8FFE000104A464946", "a picture (JPEG)")]
    [InlineData("255044462D312E370A", "a PDF")]
    [InlineData("526172211A0700", "a RAR archive")]
    [InlineData("377ABCAF271C0004", "a 7-Zip archive")]
    [InlineData("53514C69746520666F726D6174203300", "a SQLite database")]
    [InlineData("D0CF11E0A1B11AE10000", "an old Excel file (.xls)")]
    [InlineData("1F8B0800", "cut off or damaged")]
    [InlineData("504B0304", "cut off or damaged")]
    [InlineData("0102030405060708090A0B0C0D0E0F10", "no text")]
    [InlineData("00000000000000000000000000000000FF", "no text")]
    public void Bytes_of_another_program_are_told_as_such(string hex, string said) =>
        Fault.Of(Convert.FromHexString(hex)).Message.Should().Contain(said);

    [Theory]
    [InlineData("<html><table>", "a web page")]
    [InlineData("\uFEFF\r\n<!DOCTYPE HTML>", "a web page")]
    [InlineData("<?xml version=\"1.0\"?><Workbook/>", "XML")]
    [InlineData("{\\rtf1\\ansi", "a Word text (RTF)")]
    public void Markup_is_told_as_such(string text, string said) =>
        Fault.Of(text).Should().Match<FileFaultException>(fault => fault.Code == FileFaultCode.UnknownFormat && fault.Message.Contains(said));

    [Fact]
    public void A_workbook_with_a_password_is_told_to_be_saved_without() =>
        Fault.Of([.. Convert.FromHexString("D0CF11E0A1B11AE1"), .. new byte[1024], .. Encoding.Unicode.GetBytes("EncryptedPackage"), .. new byte[512]])
            .Code.Should().Be(FileFaultCode.Encrypted);

    [Theory]
    [InlineData("BZh,+917000782082\nMZ,+919876543210\n")]
    [InlineData("MZ,+917000782082\n")]
    [InlineData("PK,+917000782082\n")]
    [InlineData("GIF,+917000782082\n")]
    public void Text_that_begins_like_one_is_text(string text) => ReadTable.Of(text).Layout.Format.Should().Be(FileFormat.Delimited);
}
