using System.Text;
using ContactBooks.Core.Exports;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Exports;

public class CardExportSpecs
{
    [Fact]
    public void A_card_is_version_3_with_a_mobile_number()
    {
        var contacts = ExportedFile.Contacts(Uploads.Row(
            0, "\"displayName\":\"Asha Rao\",\"firstName\":\"Asha\",\"lastName\":\"Rao\",\"email\":\"asha@example.com\",\"companyName\":\"Rao; Sons\",\"customFields\":{\"city\":\"Mumbai\"}"));

        ExportedFile.Text(ExportFormat.VCard, contacts).Should().Be(string.Join("\r\n",
        [
            "BEGIN:VCARD", "VERSION:3.0", "FN:Asha Rao", "N:Rao;Asha;;;", "TEL;TYPE=CELL:+917000780000", "EMAIL:asha@example.com", "ORG:Rao\\; Sons",
            "X-CONTACTBOOKS-CUSTOMFIELDS:{\"city\":\"Mumbai\"}", "END:VCARD", "",
        ]));
    }

    [Theory]
    [InlineData("\"firstName\":\"Asha\",\"lastName\":\"Rao\"", "FN;DERIVED=TRUE:Asha Rao")]
    [InlineData("", "FN;DERIVED=TRUE:+917000780000")]
    public void A_name_that_is_not_stored_is_there_to_be_read_and_not_to_be_imported(string row, string line)
    {
        var contacts = ExportedFile.Contacts(Uploads.Row(0, row));

        ExportedFile.Text(ExportFormat.VCard, contacts).Should().Contain($"\r\n{line}\r\n");
        ExportedFile.Read(ExportedFile.Write(ExportFormat.VCard, contacts)).Values.Single().DisplayName.IsAbsent.Should().BeTrue();
    }

    [Fact]
    public void No_line_is_longer_than_75_bytes_and_no_character_is_cut()
    {
        var contacts = ExportedFile.Contacts(Uploads.Row(0, $"\"displayName\":\"{string.Concat(Enumerable.Repeat("मी😀", 40))}\""));

        var lines = ExportedFile.Text(ExportFormat.VCard, contacts).Split("\r\n");

        lines.Should().OnlyContain(line => Encoding.UTF8.GetByteCount(line) <= 75).And.NotContain(line => line.Contains('\uFFFD'));
        lines.Length.Should().BeGreaterThan(10);
    }
}
