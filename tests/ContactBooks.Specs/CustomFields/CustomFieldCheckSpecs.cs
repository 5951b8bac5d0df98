using ContactBooks.Core.CustomFields;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.CustomFields;

/// <summary>Which values fit the type of their field.</summary>
public class CustomFieldCheckSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(CustomFieldType.Text, "\"x\"", "1", "true", "{\"a\":[1]}", "[]")]
    [InlineData(CustomFieldType.Number, "1", "-2.5", "1e400", "12345678901234567890", "\"12\"", "\" 12 \"", "\"\"", "null")]
    [InlineData(CustomFieldType.Date, "\"2026-03-05\"", "\"2026-03-05T08:30:00Z\"", "\"05.03.2026\"", "20260305")]
    [InlineData(CustomFieldType.Boolean, "true", "false", "\"Yes\"", "\"नहीं\"", "1", "0")]
    [InlineData(CustomFieldType.Choice, "\"Basic\"", "\"Gold \"", "7")]
    public void A_value_that_fits_is_no_warning(CustomFieldType type, params string[] values)
    {
        foreach (var value in values)
        {
            Check(type, value).Should().BeEmpty(value);
        }
    }

    [Theory]
    [InlineData(CustomFieldType.Number, "NOT_A_NUMBER", "\"many\"", "\"1,234\"", "true", "{}", "[1]")]
    [InlineData(CustomFieldType.Date, "NOT_A_DATE", "\"soon\"", "12", "false", "\"2026-02-30\"")]
    [InlineData(CustomFieldType.Boolean, "NOT_A_BOOLEAN", "\"maybe\"", "2", "[]")]
    [InlineData(CustomFieldType.Choice, "NOT_A_CHOICE", "\"basic\"", "\"Silver\"", "8", "{\"Basic\":1}")]
    public void One_that_does_not_fit_is_told_by_its_field(CustomFieldType type, string code, params string[] values)
    {
        foreach (var value in values)
        {
            Check(type, value).Select(warning => (warning.Field, warning.Code)).Should().Equal([("customFields.f\"1", code)], value);
        }
    }

    [Fact]
    public void A_text_of_any_length_is_judged()
    {
        Check(CustomFieldType.Number, $"\"{new string('1', 10_000)}\"").Should().ContainSingle();
        Check(CustomFieldType.Text, $"\"{new string('x', 10_000)}\"").Should().BeEmpty();
        Check(CustomFieldType.Choice, $"\"{new string('आ', 600)}\"").Should().ContainSingle();
    }

    [Fact]
    public void Each_value_that_does_not_fit_is_told_and_a_field_without_a_definition_is_not()
    {
        var definitions = new CustomFieldSet([Field("a", CustomFieldType.Number), Field("b", CustomFieldType.Date)]);

        var warnings = CustomFieldCheck.Of(definitions, PatchOf("""{"b":"x","other":"x","a":"x"}"""));

        warnings.Select(warning => warning.Field).Should().Equal("customFields.b", "customFields.a");
        warnings[0].Message.Should().Be("This is no date, as the values of \"Label of b\" are meant to be. It is kept as it was sent.");
    }

    [Fact]
    public void A_choice_without_choices_takes_any_text() =>
        CustomFieldCheck.Of(new CustomFieldSet([Field("a", CustomFieldType.Choice)]), PatchOf("""{"a":"x"}""")).Should().BeEmpty();

    private static IReadOnlyList<CustomFieldWarning> Check(CustomFieldType type, string value) => CustomFieldCheck.Of(
        new CustomFieldSet([Field("f\"1", type, type == CustomFieldType.Choice ? ["Basic", "Gold", "7"] : [])]), PatchOf($$"""{"f\"1":{{value}}}"""));

    private static ContactBooks.Core.Normalisation.ContactPatch PatchOf(string customFields) =>
        Uploads.Of(Now, Uploads.Row(1, $"\"customFields\":{customFields}")).Contacts.Single().Patch;

    private static CustomFieldDefinition Field(string key, CustomFieldType type, params string[] choices) =>
        new NewCustomField($"fld_{key}", key, $"Label of {key}", type, choices).ToDefinition(new CustomFieldOrigin(CustomFieldSource.Api, "tok_mine"), Now);
}
