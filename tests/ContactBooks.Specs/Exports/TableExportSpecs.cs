using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Exports;
using ContactBooks.Core.Mapping;
using ContactBooks.Specs.Files;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Exports;

/// <summary>What a person sees who opens the table.</summary>
public class TableExportSpecs
{
    [Fact]
    public void Fields_come_first_then_custom_fields_by_their_keys_then_what_has_no_column_as_json()
    {
        var contacts = ExportedFile.Contacts(
            Uploads.Row(0, "\"displayName\":\"Asha Rao\",\"email\":\"asha@example.com\",\"customFields\":{\"city\":\"Mumbai\",\"age\":41,\"vip\":true,\"tags\":[\"a\",\"b\"]}"),
            Uploads.Row(1, "\"firstName\":\"Ravi\",\"lastName\":\"Kumar\",\"companyName\":\"Kumar, Sons\",\"customFields\":{\"pin\":\"400001\",\"age\":\"unknown\"}"),
            Uploads.Row(2, "\"customFields\":{\"age\":7}"));

        ExportedFile.Text(ExportFormat.Csv, contacts).Should().Be(string.Concat(
            "phone,displayName,firstName,lastName,email,companyName,customFields.age (number),customFields.city,customFields.pin,customFields.vip (boolean),customFields\r\n",
            "+91 7000780000,Asha Rao,,,asha@example.com,,41,Mumbai,,true,\"{\"\"tags\"\":[\"\"a\"\",\"\"b\"\"]}\"\r\n",
            "+91 7000780001,,Ravi,Kumar,,\"Kumar, Sons\",,,400001,,\"{\"\"age\"\":\"\"unknown\"\"}\"\r\n",
            "+91 7000780002,,,,,,7,,,,\r\n"));
    }

    [Fact]
    public void A_workbook_has_the_same_cells_and_phones_with_their_plus()
    {
        var contacts = ExportedFile.Contacts(Uploads.Row(0, "\"displayName\":\"=1+1\",\"customFields\":{\"age\":41}"));

        var table = ReadTable.Of(ExportedFile.Write(ExportFormat.Xlsx, contacts));

        table.Layout.Columns.Should().Equal("phone", "displayName", "firstName", "lastName", "email", "companyName", "customFields.age (number)", "customFields");
        table.Cells.Single().Should().Equal("+917000780000", "=1+1", "", "", "", "", "41", "");
    }

    [Fact]
    public void There_are_no_more_columns_than_an_import_takes_and_what_has_none_is_not_lost()
    {
        var contacts = ExportedFile.Contacts(Enumerable.Range(0, 3).Select(n => Uploads.Row(
            n, $"\"customFields\":{{{string.Join(',', Enumerable.Range(0, 500).Select(i => $"\"{n}-{i}\":{i}"))}}}")));

        var file = ExportedFile.Write(ExportFormat.Csv, contacts);

        ReadTable.Of(file).Layout.Columns.Should().HaveCount(1000);
        foreach (var (phone, patch) in ExportedFile.Read(file))
        {
            ExportedFile.Fields(patch.CustomFields.Json).Should().BeEquivalentTo(
                ExportedFile.Fields(contacts.Single(contact => contact.Phone == phone).Fields.CustomFields));
        }
    }

    [Fact]
    public void A_value_that_came_after_the_columns_were_found_is_not_lost()
    {
        var before = ExportedFile.Contacts(Uploads.Row(0, "\"customFields\":{\"age\":41}"));
        var after = ExportedFile.Contacts(Uploads.Row(0, "\"customFields\":{\"age\":\"41\",\"city\":\"Pune\"}"));
        var tally = new CustomColumnTally();
        tally.Add(before[0]);
        using var file = new MemoryStream();
        using var export = new TableExport(new Core.Files.Delimited.DelimitedWriter(file), tally.Columns(), Core.Files.Delimited.SpacedPhone.Of);
        export.Begin();
        export.Write(after[0]);
        export.End();

        var patch = ExportedFile.Read(file.ToArray()).Values.Single();

        ExportedFile.Fields(patch.CustomFields.Json).Should().BeEquivalentTo(ExportedFile.Fields(after[0].Fields.CustomFields));
    }

    [Fact]
    public void A_table_of_ours_is_mapped_by_its_names_whatever_is_in_it()
    {
        var contacts = ExportedFile.Contacts(Enumerable.Range(0, 50).Select(n => Uploads.Row(
            n, $"\"displayName\":\"+9198200{n:00000}\",\"firstName\":\"a{n}@example.com\",\"customFields\":{{\"phone\":\"{98_200_00000 + n}\",\"code\":\"{n}\"}}")));

        var mapping = ExportedFile.Propose(ExportedFile.Write(ExportFormat.Csv, contacts)).Mapping;

        mapping.Columns.Should().Equal(
            new MappedColumn("phone", ColumnField.Phone),
            new MappedColumn("displayName", ColumnField.DisplayName),
            new MappedColumn("firstName", ColumnField.FirstName),
            new MappedColumn("lastName", ColumnField.LastName),
            new MappedColumn("email", ColumnField.Email),
            new MappedColumn("companyName", ColumnField.CompanyName),
            new MappedColumn("customFields.code", ColumnField.CustomField, "code", CustomFieldType.Text),
            new MappedColumn("customFields.phone", ColumnField.CustomField, "phone", CustomFieldType.Text),
            new MappedColumn("customFields", ColumnField.CustomFields));
    }
}
