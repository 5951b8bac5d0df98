using System.Text.Json;

namespace ContactBooks.Specs.Http.CustomFields;

/// <summary>Definitions of custom fields: where they come from, and what may be changed of them.</summary>
public class CustomFieldDefinitionSpecs(RunningServer server)
{
    private const string Path = "/api/v2/custom-fields";

    [Fact]
    public async Task A_field_is_defined_when_an_upload_first_has_a_value_of_it()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Row(1, """{"city":"Mumbai","visits":3}"""), Row(2, """{"city":"Pune","since":"2026-03-05"}"""));
        await api.UploadAsync(book, Row(3, """{"visits":"many","vip":true,"gone":null}"""));

        var fields = await ListAsync(api);

        fields.Select(field => (field.Text("key"), field.Text("label"), field.Text("type"))).Should().BeEquivalentTo(
            [("city", "city", "text"), ("visits", "visits", "number"), ("since", "since", "date"), ("vip", "vip", "boolean")]);
        fields.Should().AllSatisfy(field =>
        {
            field.PropertyNames().Should().Equal("customFieldUid", "uid", "key", "label", "type", "choices", "source", "addedBy", "createdAt", "updatedAt");
            (field.Text("source"), field.Text("addedBy")).Should().Be(("UPLOAD", api.TokenUid));
            field.Text("uid").Should().StartWith("fld_").And.Be(field.Text("customFieldUid"));
        });
    }

    [Fact]
    public async Task An_upload_that_is_not_stored_defines_nothing()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        (await api.PostAsync(Api.Bulk(book) + "?dryRun=true", Api.Upload(Row(1, """{"city":"Mumbai"}""")))).Succeeds("Contacts uploaded");
        await api.UploadAsync(book, """{"phone":"x","customFields":{"city":"Mumbai"}}""");

        (await ListAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_renamed_field_is_uploaded_by_its_key_as_ever()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Row(1, """{"visits":3}"""));
        var field = (await ListAsync(api)).Single();

        var renamed = (await api.PostAsync($"{Path}/{field.Text("uid")}", """{"label":"Number of visits","key":"other"}""")).Succeeds("Custom field updated");

        (renamed.GetProperty("customField").Text("label"), renamed.GetProperty("customField").Text("key")).Should().Be(("Number of visits", "visits"));
        await api.UploadAsync(book, Row(2, """{"visits":4}"""));
        (await ListAsync(api)).Should().ContainSingle().Which.Text("label").Should().Be("Number of visits");
    }

    [Fact]
    public async Task A_field_can_be_made_before_its_first_value_and_changed()
    {
        var api = await server.NewCustomerAsync();

        var made = (await api.PostAsync(Path, """{"key":" plan ","label":"Plan","choices":["Basic","Gold","Basic"]}""")).Succeeds("Custom field created").GetProperty("customField");

        (made.Text("key"), made.Text("label"), made.Text("type"), made.Text("source")).Should().Be(("plan", "Plan", "choice", "API"));
        made.GetProperty("choices").ShouldBeJson("""["Basic","Gold"]""");
        (await api.PostAsync(Path, """{"key":"plan"}""")).Faults().Should().Equal(("key", "ALREADY_DEFINED"));
        var changed = (await api.PostAsync($"{Path}/{made.Text("uid")}", """{"type":"number"}""")).Succeeds("Custom field updated").GetProperty("customField");
        (changed.Text("label"), changed.Text("type"), changed.GetProperty("choices").GetArrayLength()).Should().Be(("Plan", "number", 0));
        (await ListAsync(api)).Should().ContainSingle().Which.GetRawText().Should().Be(changed.GetRawText());
    }

    [Theory]
    [InlineData("{}", "key", "REQUIRED")]
    [InlineData("""{"key":"  "}""", "key", "REQUIRED")]
    [InlineData("""{"key":["x"]}""", "key", "NOT_A_TEXT")]
    [InlineData("""{"key":"x","key":"y"}""", "key", "DUPLICATE_PROPERTY")]
    [InlineData("""{"key":"x","type":"Number"}""", "type", "INVALID_VALUE")]
    [InlineData("""{"key":"x","type":"number","choices":["a"]}""", "choices", "INVALID_VALUE")]
    [InlineData("""{"key":"x","choices":[]}""", "choices", "EMPTY")]
    [InlineData("""{"key":"x","choices":"a"}""", "choices", "NOT_AN_ARRAY")]
    [InlineData("""{"key":"x","choices":["a",{}]}""", "choices[1]", "NOT_A_TEXT")]
    [InlineData("""{"key":"a\u0000b"}""", "key", "INVALID_CHARACTERS")]
    [InlineData("[]", "", "NOT_AN_OBJECT")]
    public async Task A_body_of_the_wrong_shape_is_told_where(string body, string path, string code)
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Path, body)).Faults().Should().Equal((path, code));
        (await ListAsync(api)).Should().BeEmpty();
    }

    [Fact]
    public async Task Texts_over_their_limits_are_told()
    {
        var api = await server.NewCustomerAsync();

        (await api.PostAsync(Path, $$"""{"key":"{{new string('k', 65)}}","label":"{{new string('l', 101)}}"}""")).Faults().Should().Equal(("key", "TOO_LONG"), ("label", "TOO_LONG"));
        (await api.PostAsync(Path, JsonSerializer.Serialize(new { key = "x", choices = Enumerable.Range(0, 101).Select(n => $"{n}") }))).Faults()
            .Should().Equal(("choices", "TOO_MANY"));
    }

    [Fact]
    public async Task A_retry_under_its_key_makes_one_field()
    {
        var api = await server.NewCustomerAsync();
        var key = ("Idempotency-Key", "mine");

        var first = await api.PostAsync(Path, """{"key":"plan"}""", key);
        var second = await api.PostAsync(Path, """{"key":"plan"}""", key);

        second.Header("Idempotency-Replayed").Should().Be("true");
        second.Succeeds("Custom field created").GetRawText().Should().Be(first.Succeeds("Custom field created").GetRawText());
        (await api.PostAsync(Path, """{"key":"other"}""", key)).Fails(422, "IDEMPOTENCY_KEY_REUSED");
    }

    [Fact]
    public async Task Nobody_sees_or_changes_another_customers_fields()
    {
        var (mine, theirs) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var uid = (await mine.PostAsync(Path, """{"key":"plan","type":"number"}""")).Succeeds("Custom field created").GetProperty("customField").Text("uid");

        (await ListAsync(theirs)).Should().BeEmpty();
        (await theirs.PostAsync($"{Path}/{uid}", """{"label":"Taken"}""")).Fails(404, "CUSTOM_FIELD_NOT_FOUND");
        (await theirs.PostAsync($"{Path}/fld_nobodys", """{"label":"x"}""")).Fails(404, "CUSTOM_FIELD_NOT_FOUND");
        (await theirs.PostAsync(Path, """{"key":"plan"}""")).Succeeds("Custom field created");
        (await ListAsync(mine)).Single().Text("type").Should().Be("number");
    }

    private static string Row(int n, string customFields) => $$"""{"phone":"980000000{{n}}","customFields":{{customFields}} }""";

    private static async Task<JsonElement[]> ListAsync(Api api) =>
        [.. (await api.GetAsync(Path)).Succeeds("Custom fields retrieved").GetProperty("customFields").EnumerateArray()];
}
