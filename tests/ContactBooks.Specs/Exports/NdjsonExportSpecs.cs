using System.Text;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Rows;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Exports;

public class NdjsonExportSpecs
{
    [Fact]
    public void A_line_is_a_row_as_the_bulk_upload_takes_it_without_what_is_not_stored()
    {
        var contacts = ExportedFile.Contacts(
            Uploads.Row(0, "\"firstName\":\"मीरा\",\"customFields\":{\"age\":41,\"tags\":[\"a\"]}"), Uploads.Row(1));

        var lines = ExportedFile.Text(ExportFormat.Ndjson, contacts).Split('\n');

        lines.Should().Equal(
            "{\"phone\":\"+917000780000\",\"firstName\":\"मीरा\",\"customFields\":{\"age\":41,\"tags\":[\"a\"]}}", "{\"phone\":\"+917000780001\"}", "");
        BulkRequestReader.Read(Encoding.UTF8.GetBytes($"{{\"contacts\":[{lines[0]},{lines[1]}]}}")).Request!.Rows.Should().HaveCount(2);
    }
}
