using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Mapping;

/// <summary>A column whose cells are JSON objects of custom fields.</summary>
public class CustomFieldsColumnSpecs
{
    private static readonly ColumnMapping Mapping = new(
    [
        new("phone", ColumnField.Phone),
        new("City", ColumnField.CustomField, "city"),
        new("customFields", ColumnField.CustomFields),
    ]);

    [Fact]
    public void Its_values_keep_their_types_and_stand_beside_those_of_other_columns() =>
        Map("Pune", """{ "age": 41, "tags": ["a", {"b": null}], "vip": true, "note": "x\ny", "gone": null }""")
            .Should().Be("""{"age":41,"tags":["a",{"b":null}],"vip":true,"note":"x\ny","gone":null,"city":"Pune"}""");

    [Fact]
    public void Of_a_key_that_has_a_cell_of_its_own_that_cell_counts()
    {
        Map("Pune", """{"city":"Mumbai","age":41}""").Should().Be("""{"age":41,"city":"Pune"}""");
        Map("", """{"city":"Mumbai"}""").Should().Be("""{"city":"Mumbai"}""");
    }

    [Theory]
    [InlineData("41")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("city: Pune")]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":2}}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void A_cell_that_is_no_object_makes_its_row_invalid(string cell) =>
        Normalised("", cell).Rejected!.Faults.Should().ContainSingle().Which.Should().Match<RowFault>(fault =>
            fault.Reason == InvalidReason.InvalidCustomFields && fault.Message.StartsWith("customFields must be a JSON object"));

    [Fact]
    public void The_limits_of_custom_fields_hold() =>
        Normalised("", "{\"a\":[[[[[[[[1]]]]]]]]}").Rejected!.Faults.Single().Message.Should().Contain("levels deep");

    [Fact]
    public void The_clear_token_clears_all() => Normalised("", "--").Patch!.CustomFields.Clears.Should().BeTrue();

    [Theory]
    [InlineData(FieldUpdate.Always, """{"age":41,"new":1}""")]
    [InlineData(FieldUpdate.IfEmpty, """{"new":1}""")]
    [InlineData(FieldUpdate.Never, "")]
    public void Its_rule_is_that_of_all_keys_without_a_column(FieldUpdate update, string expected)
    {
        var mapping = new ColumnMapping([.. Mapping.Columns.Take(2), new("customFields", ColumnField.CustomFields, Update: update), new("x", ColumnField.Email, Update: FieldUpdate.Never)]);
        var patch = Normalised("", """{"age":41,"new":1}""").Patch!;

        var narrowed = mapping.Rules!.Narrow(patch, new FieldBytes { CustomFields = """{"age":40}"""u8 });

        Encoding.UTF8.GetString(narrowed.CustomFields.Json.Span).Should().Be(expected);
    }

    [Fact]
    public void It_is_proposed_where_its_cells_are_objects_and_not_elsewhere()
    {
        SampleTable.Propose("phone|customFields\n7000782082|{\"a\":1}\n7000782083|").Fields().Should().Be("phone customFields");
        SampleTable.Propose("phone|customFields\n7000782082|yes\n7000782083|no").Fields().Should().Be("phone [customFields]");
    }

    [Fact]
    public void The_name_of_a_custom_fields_column_tells_its_type_and_not_its_values()
    {
        var columns = SampleTable.Propose("Mobile|customFields.pin|customFields.age (number)|customFields.vip (boolean)|customFields.x (number) (text)\n7000782082|400001|41|true|5").Columns;

        columns.Skip(1).Select(column => (column.Target.Key, column.Target.Type)).Should().Equal(
            ("pin", CustomFieldType.Text), ("age", CustomFieldType.Number), ("vip", CustomFieldType.Boolean), ("x (number)", CustomFieldType.Text));
    }

    private static string Map(string city, string fields) => Encoding.UTF8.GetString(Normalised(city, fields).Patch!.CustomFields.Json.Span);

    private static NormalisedRow Normalised(string city, string fields)
    {
        var mapper = new RowMapper(Mapping, ["phone", "City", "customFields"], clearToken: "--");
        return new RowNormaliser(new PhoneReader()).Normalise(mapper.Map(new FileRow(2, ["+917000782082", city, fields])).Row, null);
    }
}
