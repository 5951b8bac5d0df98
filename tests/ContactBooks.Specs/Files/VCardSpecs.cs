using ContactBooks.Core.Files;

namespace ContactBooks.Specs.Files;

public class VCardSpecs
{
    [Fact]
    public void A_card_is_a_row_with_columns_as_people_name_them()
    {
        var read = ReadTable.Of(Card("N:Rao;Asha;K.;Dr.;Jr.", "FN:Dr. Asha Rao", "ORG:Rao Textiles;Sales;North", "ADR:PO 7;;12 Hill Road;Mumbai;MH;400050;India", "BDAY:1984-02-29"));

        read.Layout.Format.Should().Be(FileFormat.VCard);
        read.Layout.Columns.Should().Equal(
            "Name", "First name", "Last name", "Middle name", "Prefix", "Suffix", "Company", "Department", "Street", "City", "Region", "Postal code", "Country",
            "Birthday");
        read.Rows[0].Cells.Should().Equal(
            "Dr. Asha Rao", "Asha", "Rao", "K.", "Dr.", "Jr.", "Rao Textiles", "Sales, North", "PO 7, 12 Hill Road", "Mumbai", "MH", "400050", "India",
            "1984-02-29");
    }

    [Fact]
    public void The_preferred_mobile_is_the_phone_then_other_mobiles_and_faxes_come_last() =>
        ReadTable.Of(Card("TEL;TYPE=FAX:1", "TEL:2", "TEL;TYPE=WORK,PREF:3", "TEL;TYPE=cell:4", "item1.TEL;type=CELL;type=pref:5", "TEL;VALUE=uri;TYPE=\"voice,cell\":tel:+6"))
            .Select("Phone", "Phone 2", "Phone 3", "Phone 4", "Phone 5", "Phone 6")
            .Should().BeEquivalentTo([(string[])["5", "4", "+6", "3", "2", "1"]]);

    [Fact]
    public void Of_several_emails_the_preferred_one_is_first() =>
        ReadTable.Of(Card("EMAIL;PREF=2:b@example.com", "EMAIL;PREF=1:mailto:a@example.com")).Select("Email", "Email 2")
            .Should().BeEquivalentTo([(string[])["a@example.com", "b@example.com"]]);

    [Theory]
    [InlineData("NOTE:a\\, b\\; c\\\\d\\ne\\:f", "a, b; c\\d\ne:f")]
    [InlineData("NOTE:folded in\n  the middle of\n\t a line", "folded in the middle of a line")]
    [InlineData("NOTE;X-A=\"x:y;z\":text", "text")]
    [InlineData("note:lower case", "lower case")]
    [InlineData("NOTE:https://example.com:80/", "https://example.com:80/")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:a=3Db=\n=C3=A9 = c", "a=bé = c")]
    [InlineData("NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Jos=E9", "José")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=no-such:Jos=C3=A9", "José")]
    [InlineData("NOTE;ENCODING=QUOTED-PRINTABLE:=", "=")]
    public void A_value_is_unfolded_and_its_escapes_are_resolved(string lines, string text) =>
        ReadTable.Of(Card("FN:x", lines)).Select("Note").Should().BeEquivalentTo([(string[])[text]]);

    [Fact]
    public void In_version_2_1_a_backslash_is_a_backslash() =>
        ReadTable.Of("BEGIN:VCARD\nVERSION:2.1\nNOTE:C:\\new\\;x\nEND:VCARD\n").Rows[0].Cells.Should().Equal("C:\\new;x");

    [Fact]
    public void Pictures_are_left_out_however_they_are_written()
    {
        var picture = new string('A', 200_000);
        var folded = string.Join("\n ", Enumerable.Repeat(new string('A', 74), 3_000));

        var read = ReadTable.Of(Card($"PHOTO;ENCODING=b:{picture}", $"LOGO;ENCODING=BASE64:\n {folded}\n", $"SOUND:{folded.Replace(" ", "")}", "TEL:+917000782082"));

        read.Layout.Columns.Should().Equal("Phone");
    }

    [Fact]
    public void Properties_of_a_programs_own_are_columns_by_their_names() =>
        ReadTable.Of(Card("FN:x", "X-SKYPE:asha", "x-skype:rao", "X-CITY:Mumbai")).Layout.Columns.Should().Equal("Name", "X-SKYPE", "X-CITY", "X-SKYPE 2");

    [Fact]
    public void Cards_are_numbered_and_blank_ones_passed_over() =>
        ReadTable.Of(Card("FN:a") + "\n\n" + Card("FN:", "REV:1") + Card("FN:b")).Numbers.Should().Equal(1, 3);

    [Theory]
    [InlineData("BEGIN:VCARD\nFN:a\n")]
    [InlineData("BEGIN:VCARD\nFN:a\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VC")]
    public void A_file_that_ends_within_a_card_is_damaged(string text) => Fault.Of(text).Code.Should().Be(FileFaultCode.Damaged);

    [Fact]
    public void Cards_with_nothing_in_them_are_no_rows() => Fault.Of(Card("VERSION:3.0", "REV:1")).Code.Should().Be(FileFaultCode.NoRows);

    private static string Card(params string[] lines) => $"BEGIN:VCARD\nVERSION:4.0\n{string.Join('\n', lines)}\nEND:VCARD\n";
}
