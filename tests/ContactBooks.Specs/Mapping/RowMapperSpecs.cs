using System.Text;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;
using CsCheck;

namespace ContactBooks.Specs.Mapping;

/// <summary>A file's row becomes a row like any other.</summary>
public sealed class RowMapperSpecs
{
    private static readonly MappedColumn Phone = new("Phone", ColumnField.Phone);

    [Fact]
    public void Each_column_goes_to_its_field_and_an_ignored_one_nowhere()
    {
        var row = Map(
            [
                Phone, new("Who", ColumnField.DisplayName), new("First", ColumnField.FirstName), new("Last", ColumnField.LastName),
                new("Mail", ColumnField.Email), new("Firm", ColumnField.CompanyName), new("Notes", ColumnField.Ignored),
            ],
            ["7000782082", "Asha Rao", "Asha", "Rao", "asha@example.com", "Acme", "secret"]);

        row.Row.Phone.Text.Should().Be("7000782082");
        row.Row.DisplayName.Text.Should().Be("Asha Rao");
        row.Row.FirstName.Text.Should().Be("Asha");
        row.Row.LastName.Text.Should().Be("Rao");
        row.Row.Email.Text.Should().Be("asha@example.com");
        row.Row.CompanyName.Text.Should().Be("Acme");
        row.Row.CustomFields.Should().Be(default(RawCustomFields));
    }

    [Fact]
    public void A_row_keeps_the_number_that_it_has_in_the_file() =>
        new RowMapper(new ColumnMapping([Phone]), ["Phone"]).Map(new FileRow(42, ["7000782082"])).Number.Should().Be(42);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\n")]
    [InlineData("\u00A0")]
    public void A_blank_cell_is_absent(string blank)
    {
        var row = Map([Phone, new("Name", ColumnField.DisplayName), Custom("City")], ["7000782082", blank, blank]).Row;

        row.DisplayName.Should().Be(default(RawText));
        row.CustomFields.Should().Be(default(RawCustomFields));
    }

    [Fact]
    public void A_row_with_fewer_cells_than_columns_lacks_the_last_ones() =>
        Map([Phone, new("Name", ColumnField.DisplayName)], ["7000782082"]).Row.DisplayName.Text.Should().BeNull();

    [Theory]
    [InlineData("9876543210", "7000782082", "9876543210")]
    [InlineData("", "7000782082", "7000782082")]
    [InlineData(" ", "7000782082", "7000782082")]
    [InlineData("--", "7000782082", "7000782082")]
    [InlineData("", "", null)]
    [InlineData("--", "--", null)]
    public void Of_several_phones_the_first_in_the_mapping_s_order_that_is_not_blank_counts(string mobile, string home, string? phone)
    {
        var mapper = new RowMapper(new ColumnMapping([new("Mobile", ColumnField.Phone), new("Home", ColumnField.Phone)]), ["Home", "Mobile"], "--");

        mapper.Map(new FileRow(2, [home, mobile])).Row.Phone.Text.Should().Be(phone);
    }

    [Fact]
    public void The_token_clears_a_text_and_removes_a_custom_field()
    {
        var row = Map([Phone, new("Name", ColumnField.DisplayName), Custom("City"), Custom("Age", CustomFieldType.Number)], ["7000782082", " -- ", "--", "31"], "--").Row;

        row.DisplayName.IsNull.Should().BeTrue();
        Json(row).Should().Be("""{"City":null,"Age":31}""");
        row.CustomFields.RemovesKeys.Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Without_a_token_nothing_clears(string? token)
    {
        var row = Map([Phone, new("Name", ColumnField.DisplayName), Custom("City")], ["7000782082", "--", ""], token).Row;

        row.DisplayName.Text.Should().Be("--");
        row.CustomFields.RemovesKeys.Should().BeFalse();
    }

    [Theory]
    [InlineData("31", "31")]
    [InlineData("-4.50", "-4.50")]
    [InlineData(" 0 ", "0")]
    [InlineData("0.125", "0.125")]
    [InlineData("123456789012345", "123456789012345")]
    public void A_number_is_stored_as_one_with_the_digits_it_was_written_with(string cell, string json) =>
        Stored(CustomFieldType.Number, cell).Should().Be(json);

    [Theory]
    [InlineData("yes", "true")]
    [InlineData("NO", "false")]
    [InlineData("True", "true")]
    [InlineData("0", "false")]
    [InlineData("ja", "true")]
    [InlineData("Nein", "false")]
    [InlineData("हाँ", "true")]
    [InlineData("नहीं", "false")]
    [InlineData("نعم", "true")]
    [InlineData("Não", "false")]
    [InlineData("否", "false")]
    public void A_yes_or_no_is_stored_as_true_or_false(string cell, string json) => Stored(CustomFieldType.Boolean, cell).Should().Be(json);

    [Theory]
    [InlineData("2026-03-05")]
    [InlineData("05/03/2026")]
    [InlineData("3/5/2026 8:30 PM")]
    [InlineData("5.3.2026")]
    [InlineData("5 Mar 2026")]
    [InlineData("March 5, 2026")]
    [InlineData("2026-03-05T08:30:00.000Z")]
    [InlineData("2026-03-05T08:30:00+05:30")]
    [InlineData("2026-03-05 08:30:00")]
    [InlineData("20260305")]
    public void A_date_is_kept_as_it_was_written(string cell) => Stored(CustomFieldType.Date, cell).Should().Be($"\"{cell}\"");

    [Theory]
    [InlineData(CustomFieldType.Number, "thirty")]
    [InlineData(CustomFieldType.Number, "1,234")]
    [InlineData(CustomFieldType.Number, "12,50")]
    [InlineData(CustomFieldType.Number, "0042")]
    [InlineData(CustomFieldType.Number, "+5")]
    [InlineData(CustomFieldType.Number, ".5")]
    [InlineData(CustomFieldType.Number, "5.")]
    [InlineData(CustomFieldType.Number, "1e5")]
    [InlineData(CustomFieldType.Number, "-")]
    [InlineData(CustomFieldType.Number, "1234567890123456")]
    [InlineData(CustomFieldType.Number, "NaN")]
    [InlineData(CustomFieldType.Boolean, "perhaps")]
    [InlineData(CustomFieldType.Boolean, "2")]
    [InlineData(CustomFieldType.Date, "soon")]
    [InlineData(CustomFieldType.Date, "31/02/2026")]
    [InlineData(CustomFieldType.Date, "10000101")]
    public void A_cell_that_does_not_fit_its_type_is_kept_as_text_with_a_warning(CustomFieldType type, string cell)
    {
        var row = Map([Phone, Custom("X", type)], ["7000782082", cell]);

        Json(row.Row).Should().Be($$"""{"X":"{{cell}}"}""");
        row.Row.CustomFields.Fault.Should().BeNull();
        row.Warnings.Should().ContainSingle().Which.Should().Match<CellWarning>(warning =>
            warning.Column == "X" && warning.Type == type && warning.Cell == cell && warning.Message.Contains("kept as text"));
    }

    [Fact]
    public void A_row_that_fits_has_no_warning() =>
        Map([Phone, Custom("Age", CustomFieldType.Number), Custom("City")], ["7000782082", "31", "Pune"]).Warnings.Should().BeEmpty();

    [Fact]
    public void A_warning_quotes_no_more_than_64_characters() =>
        Map([Phone, Custom("Age", CustomFieldType.Number)], ["7000782082", new string('x', 1000)]).Warnings.Single().Cell.Should().Be(new string('x', 64) + "…");

    [Fact]
    public void A_text_stays_a_text_though_it_looks_like_a_number() => Stored(CustomFieldType.Text, "31").Should().Be("\"31\"");

    [Fact]
    public void A_choice_is_a_text() => Stored(CustomFieldType.Choice, "gold").Should().Be("\"gold\"");

    [Theory]
    [InlineData("a\r\nb")]
    [InlineData("a\rb")]
    [InlineData("a\nb\r\n")]
    public void A_line_break_of_any_program_is_a_line_feed(string cell)
    {
        var row = Map([Phone, new("Name", ColumnField.DisplayName), Custom("Note")], ["7000782082", cell, cell]).Row;

        row.DisplayName.Text.Should().Be("a\nb");
        Json(row).Should().Be("""{"Note":"a\nb"}""");
    }

    [Fact]
    public void Custom_fields_over_the_limit_of_a_row_are_its_fault_as_they_are_in_json()
    {
        var row = Map([Phone, Custom("A"), Custom("B")], ["7000782082", new string('a', 9000), new string('b', 9000)]).Row;

        row.CustomFields.Fault!.Reason.Should().Be(InvalidReason.InvalidCustomFields);
        row.CustomFields.Json.IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void A_custom_value_with_forbidden_characters_is_the_row_s_fault_as_it_is_in_json() =>
        // No theory: its data can't carry half a character.
        new[] { "a\u0001b", "a\uD800b", "a\u0085b" }.Should().AllSatisfy(cell =>
            Map([Phone, Custom("A")], ["7000782082", cell]).Row.CustomFields.Fault!.Reason.Should().Be(InvalidReason.InvalidCharacters));

    [Fact]
    public void The_fault_of_one_row_is_not_that_of_the_next()
    {
        var mapper = new RowMapper(new ColumnMapping([Phone, Custom("A")]), ["Phone", "A"]);

        mapper.Map(new FileRow(2, ["7000782082", "a\u0001b"])).Row.CustomFields.Fault.Should().NotBeNull();
        Json(mapper.Map(new FileRow(3, ["7000782082", "fine"])).Row).Should().Be("""{"A":"fine"}""");
    }

    [Fact]
    public void A_name_with_forbidden_characters_is_refused_by_the_normaliser() =>
        new[] { "a\uD800b", "a\u0007b" }.Should().AllSatisfy(name =>
        {
            var row = Map([Phone, new("Name", ColumnField.DisplayName)], ["+917000782082", name]).Row;

            new RowNormaliser(new PhoneReader()).Normalise(row, null).Rejected!.Faults.Should().ContainSingle(fault => fault.Reason == InvalidReason.InvalidCharacters);
        });

    [Fact]
    public void A_mapping_that_is_not_for_the_table_is_a_mistake_of_ours()
    {
        var make = () => new RowMapper(new ColumnMapping([Phone]), ["Mobile"]);

        make.Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_goes_in_is_what_bulk_json_with_the_same_texts_would_put_in() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((name, email, city) =>
        {
            var mapper = new RowMapper(new ColumnMapping([Phone, new("Name", ColumnField.DisplayName), new("Mail", ColumnField.Email), Custom("City")]), ["Phone", "Name", "Mail", "City"]);
            var mapped = mapper.Map(new FileRow(2, ["+917000782082", name, email, city])).Row;
            var normaliser = new RowNormaliser(new PhoneReader());

            // Blank is absent in a file; beyond that only the custom value is trimmed.
            var body = "{\"contacts\":[{\"phone\":\"+917000782082\",\"displayName\":" + Escaped(name) + ",\"email\":" + Escaped(email)
                + (string.IsNullOrWhiteSpace(city) ? "" : ",\"customFields\":{\"City\":" + Escaped(city.Trim()) + "}") + "}]}";
            var sent = BulkRequestReader.Read(Encoding.UTF8.GetBytes(body)).Request!.Rows[0];

            var (fromFile, fromJson) = (normaliser.Normalise(mapped, null), normaliser.Normalise(sent, null));
            return Told(fromFile) == Told(fromJson);
        });

    [Fact]
    public void What_was_mapped_stays_as_it_is_while_more_rows_are()
    {
        var mapper = new RowMapper(new ColumnMapping([Phone, new("Name", ColumnField.DisplayName), Custom("City")]), ["Phone", "Name", "City"]);

        // More than the buffers hold.
        var rows = Enumerable.Range(0, 20_000).Select(n => mapper.Map(new FileRow(n, [$"{9_000_000_000 + n}", $"Name {n}", $"City {n}"]))).ToList();

        rows.Should().AllSatisfy(row =>
        {
            row.Row.Phone.Text.Should().Be($"{9_000_000_000 + row.Number}");
            row.Row.DisplayName.Text.Should().Be($"Name {row.Number}");
            Json(row.Row).Should().Be($$"""{"City":"City {{row.Number}}"}""");
        });
    }

    private static MappedColumn Custom(string name, CustomFieldType type = CustomFieldType.Text) => new(name, ColumnField.CustomField, name, type);

    private static MappedRow Map(MappedColumn[] columns, string[] cells, string? clearToken = null) =>
        new RowMapper(new ColumnMapping(columns), [.. columns.Select(column => column.Column)], clearToken).Map(new FileRow(2, cells));

    private static string Stored(CustomFieldType type, string cell) =>
        Json(Map([Phone, Custom("X", type)], ["7000782082", cell]).Row)["{\"X\":".Length..^1];

    private static string Json(RawRow row) => Encoding.UTF8.GetString(row.CustomFields.Json.Span);

    // As JSON that carries any text, half characters too.
    private static string Escaped(string text) => "\"" + string.Concat(text.Replace("\r\n", "\n").Replace('\r', '\n').Select(c => $"\\u{(int)c:x4}")) + "\"";

    private static string Told(NormalisedRow row) => row.Patch is { } patch
        ? $"{patch.Phone} {patch.DisplayName.Value} {patch.Email.Value} {Encoding.UTF8.GetString(patch.CustomFields.Json.Span)}"
        : string.Join('|', row.Rejected!.Faults);
}
