using ContactBooks.Core.CustomFields;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.CustomFields;

/// <summary>What an upload's values make of fields that are not defined yet.</summary>
public class CustomFieldSurveySpecs
{
    private static readonly DateTimeOffset Now = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);
    private static readonly CustomFieldOrigin Origin = new(CustomFieldSource.Upload, "tok_mine");

    [Theory]
    [InlineData(CustomFieldType.Number, "12", "3.50", "\"7\"")]
    [InlineData(CustomFieldType.Date, "\"2026-03-05\"", "\"05/03/2026\"")]
    [InlineData(CustomFieldType.Boolean, "true", "false", "\"yes\"")]
    [InlineData(CustomFieldType.Text, "\"Mumbai\"", "\"Pune\"")]
    [InlineData(CustomFieldType.Text, "12", "{\"a\":1}")]
    [InlineData(CustomFieldType.Text, "[1]")]
    [InlineData(CustomFieldType.Number, "1", "null", "\"  \"")]
    public void The_type_is_found_from_the_values(CustomFieldType type, params string[] values) =>
        Look(new CustomFieldSet([]), [.. values.Select(value => $$"""{"f":{{value}}}""")]).Should().ContainSingle().Which.Type.Should().Be(type);

    [Fact]
    public void A_few_texts_used_again_and_again_are_a_choice()
    {
        string[] rows = [.. Enumerable.Range(0, 12).Select(n => $$"""{"plan":"{{(n % 3 == 0 ? "Gold" : "Basic")}}"}""")];

        var field = Look(new CustomFieldSet([]), rows).Single();

        (field.Type, field.Label).Should().Be((CustomFieldType.Choice, "plan"));
        field.Choices.Should().Equal("Gold", "Basic");
        Look(new CustomFieldSet([]), rows[..7]).Single().Type.Should().Be(CustomFieldType.Text, "seven say too little");
    }

    [Fact]
    public void Only_fields_that_are_not_defined_are_new_each_once_in_the_order_of_the_rows()
    {
        var known = new CustomFieldSet([Field("a"), Field("q\"uote")]);

        Look(known, """{"z":1,"a":2,"q\"uote":3}""", """{"b":{"a":1,"c":[2]},"z":"4"}""", """{"d":null}""").Select(field => field.Key).Should().Equal("z", "b");
        Look(known, """{"a":2}""", "{}").Should().BeEmpty();
    }

    [Fact]
    public void What_a_mapping_says_of_a_type_counts() =>
        CustomFieldSurvey.Of(
            new CustomFieldSet([]), PlanOf("""{"code":"12"}"""), Origin, Now, new Dictionary<string, CustomFieldType> { ["code"] = CustomFieldType.Text }).New.Single().Type
            .Should().Be(CustomFieldType.Text);

    [Fact]
    public void Past_the_limit_nothing_is_new()
    {
        var nearlyFull = new CustomFieldSet(Enumerable.Range(1, CustomFieldSet.MaxDefinitions - 1).Select(n => Field($"f{n}")));

        var found = CustomFieldSurvey.Of(nearlyFull, PlanOf("""{"x":1,"y":2}"""), Origin, Now);

        found.New.Select(field => field.Key).Should().Equal("x");
        found.Definitions.IsFull.Should().BeTrue();
        Look(found.Definitions, """{"y":1}""").Should().BeEmpty();
    }

    [Fact]
    public void An_upload_without_a_new_field_costs_nothing_a_row()
    {
        var known = new CustomFieldSet([Field("city"), Field("visits"), Field("since")]);
        var plan = PlanOf([.. Enumerable.Range(0, 1000).Select(n => $$"""{"city":"Mumbai {{n}}","visits":{{n}},"since":"2026-01-02"}""")]);
        CustomFieldSurvey.Of(known, plan, Origin, Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        CustomFieldSurvey.Of(known, plan, Origin, Now);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1000, "that is a byte a row");
    }

    private static IReadOnlyList<NewCustomField> Look(CustomFieldSet known, params string[] rows) => CustomFieldSurvey.Of(known, PlanOf(rows), Origin, Now).New;

    private static ContactBooks.Core.Planning.UploadPlan PlanOf(params string[] customFields) =>
        Uploads.Of(Now, customFields.Select((json, n) => Uploads.Row(n, $"\"customFields\":{json}")));

    private static CustomFieldDefinition Field(string key) => new NewCustomField($"fld_{key}", key, key, CustomFieldType.Text, []).ToDefinition(Origin, Now);
}
