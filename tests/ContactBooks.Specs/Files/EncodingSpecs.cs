using System.Text;
using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class EncodingSpecs
{
    private const string Table = "Name,Phone\nRené,+33612345678\nZoë,+33698765432\n";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, string> Written => new()
    {
        { "utf-8", Hex(Encoding.UTF8.GetBytes(Table)) },
        { "utf-8", Hex([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Table)]) },
        { "utf-16le", Hex([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Table)]) },
        { "utf-16le", Hex(Encoding.Unicode.GetBytes(Table)) },
        { "utf-16be", Hex([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Table)]) },
        { "utf-16be", Hex(Encoding.BigEndianUnicode.GetBytes(Table)) },
        { "windows-1252", Hex(Windows1252.GetBytes(Table)) },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void The_encoding_is_found_from_the_bytes(string encoding, string bytes)
    {
        var read = ReadTable.Of(Convert.FromHexString(bytes));

        read.Layout.Encoding.Should().Be(encoding);
        read.Layout.Columns.Should().Equal("Name", "Phone");
        read.Select("Name").Should().BeEquivalentTo([(string[])["René"], ["Zoë"]]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    public void One_letter_at_the_end_of_much_ASCII_decides(string encoding)
    {
        var rows = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Contact {i},+336{i:00000000}\n"));
        byte[] last = encoding == "utf-8" ? [0xC3, 0xA9] : [0xE9];

        var read = ReadTable.Of([.. Encoding.ASCII.GetBytes($"Name,Phone\n{rows}Ren"), .. last, .. ",+33612345678"u8]);

        read.Layout.Encoding.Should().Be(encoding);
        read.Rows[^1].Cells[0].Should().Be("René");
    }

    [Theory]
    [InlineData(131_071)]
    [InlineData(131_070)]
    [InlineData(131_069)]
    public void A_letter_that_two_chunks_of_the_file_share_is_one_letter(int place)
    {
        var ascii = "Name\n" + string.Concat(Enumerable.Repeat("x\n", place / 2));
        var read = ReadTable.Of(Encoding.UTF8.GetBytes(ascii[..place] + "€😀मी\n"));

        read.Layout.Encoding.Should().Be("utf-8");
        read.Rows[^1].Cells[0].Should().EndWith("€😀मी");
    }

    [Fact]
    public void Bytes_in_a_UTF_8_file_that_are_none_are_read_as_Windows_1252()
    {
        var read = ReadTable.Of([.. Encoding.UTF8.GetBytes("Name,Phone\nJoão,+5511912345678\nConceição,+5511912345679\n"), .. "In"u8, 0xEA, .. "s,+5531988887777"u8]);

        read.Layout.Encoding.Should().Be("utf-8");
        read.Select("Name").Should().BeEquivalentTo([(string[])["João"], ["Conceição"], ["Inês"]]);
    }

    [Fact]
    public void The_user_may_name_the_encoding()
    {
        var utf8 = Encoding.UTF8.GetBytes(Table);

        var read = ReadTable.Of(utf8, new FileChoices { Encoding = "windows-1252" });

        read.Layout.Encoding.Should().Be("windows-1252");
        read.Rows[0].Cells[0].Should().Be("RenÃ©");
    }

    [Fact]
    public void An_encoding_that_is_not_known_is_a_wrong_choice() =>
        Fault.Of(Table, new FileChoices { Encoding = "koi8-r" }).Should().Match<FileFaultException>(fault =>
            fault.Code == FileFaultCode.WrongChoice && fault.Message.Contains("utf-8, utf-16le, utf-16be, windows-1252"));

    [Fact]
    public void NULs_that_fill_up_cells_are_left_out() =>
        ReadTable.Of("Name,Phone\nAsha\0\0,+917000782082\0\0\n\0\0\0").Cells.Should().BeEquivalentTo([(string[])["Asha", "+917000782082"]]);

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
