using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class MergePatchSpecs(RunningServer server)
{
    private static readonly string[] TextFields = ["displayName", "firstName", "lastName", "email", "companyName"];

    private const string Whole =
        """
        {
          "phone": "7000782082", "displayName": "Asha Rao", "firstName": "Asha", "lastName": "Rao", "email": "asha@example.com",
          "companyName": "Acme", "customFields": { "city": "Mumbai", "tier": { "level": 1, "since": 2020 }, "tags": ["a", "b"] }
        }
        """;

    [Fact]
    public async Task A_field_that_is_absent_stays()
    {
        var (before, after) = await Patched("""{"phone":"7000782082"}""");

        after.ShouldBeJson(before.GetRawText());
    }

    [Fact]
    public async Task A_value_replaces_and_the_other_fields_stay()
    {
        foreach (var field in TextFields)
        {
            var (before, after) = await Patched($$"""{"phone":"7000782082","{{field}}":"new@value.in"}""");

            after.Text(field).Should().Be("new@value.in");
            foreach (var other in TextFields.Except([field]))
            {
                after.Text(other).Should().Be(before.Text(other));
            }

            after.GetProperty("customFields").ShouldBeJson(before.GetProperty("customFields").GetRawText());
        }
    }

    [Fact]
    public async Task Null_clears_a_field_and_the_other_fields_stay()
    {
        foreach (var field in TextFields.Except(["displayName"]))
        {
            var (before, after) = await Patched($$"""{"phone":"7000782082","{{field}}":null}""");

            after.Text(field).Should().BeNull();
            foreach (var other in TextFields.Except([field]))
            {
                after.Text(other).Should().Be(before.Text(other));
            }
        }
    }

    [Fact]
    public async Task Null_clears_the_displayName_so_that_it_reads_as_first_and_last_name()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","displayName":null,"lastName":"Patel"}""");

        after.Text("displayName").Should().Be("Asha Patel");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\\t\\n")]
    [InlineData("\\u00a0\\u3000")]
    public async Task An_empty_or_blank_text_is_as_absent(string blank)
    {
        var fields = string.Join(',', TextFields.Select(f => $"\"{f}\":\"{blank}\""));

        var (before, after) = await Patched($$"""{"phone":"7000782082",{{fields}}}""");

        after.ShouldBeJson(before.GetRawText());
    }

    [Fact]
    public async Task CustomFields_merge_key_by_key_at_their_top_level()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":{"tier":{"level":2},"new":false}}""");

        after.GetProperty("customFields").ShouldBeJson("""{"city":"Mumbai","tier":{"level":2},"tags":["a","b"],"new":false}""");
    }

    [Fact]
    public async Task Null_removes_a_key()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":{"city":null,"never":null}}""");

        after.GetProperty("customFields").ShouldBeJson("""{"tier":{"level":1,"since":2020},"tags":["a","b"]}""");
    }

    [Fact]
    public async Task Null_deeper_down_is_a_value()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":{"city":{"was":null},"tags":[null]}}""");

        after.GetProperty("customFields").ShouldBeJson("""{"city":{"was":null},"tier":{"level":1,"since":2020},"tags":[null]}""");
    }

    [Fact]
    public async Task Null_for_customFields_clears_them_all()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":null}""");

        after.GetProperty("customFields").ShouldBeJson("{}");
    }

    [Fact]
    public async Task An_empty_object_changes_nothing()
    {
        var (before, after) = await Patched("""{"phone":"7000782082","customFields":{}}""");

        after.ShouldBeJson(before.GetRawText());
    }

    [Fact]
    public async Task Removing_the_last_key_leaves_an_empty_object()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":{"city":null,"tier":null,"tags":null}}""");

        after.GetProperty("customFields").ShouldBeJson("{}");
    }

    [Fact]
    public async Task On_a_new_contact_null_leaves_a_field_empty_and_a_key_out()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        await api.UploadAsync(book, """{"phone":"7000782082","firstName":null,"email":null,"customFields":{"a":null,"b":1,"c":{"d":null}}}""");

        var contact = await api.OnlyContactAsync(book);
        contact.Text("firstName").Should().BeNull();
        contact.GetProperty("customFields").ShouldBeJson("""{"b":1,"c":{"d":null}}""");
    }

    [Fact]
    public async Task A_key_is_the_same_however_it_is_escaped_and_no_other_in_another_case()
    {
        var (_, after) = await Patched("""{"phone":"7000782082","customFields":{"c\u0069ty":"Pune","City":"Goa"}}""");

        after.GetProperty("customFields").ShouldBeJson("""{"city":"Pune","City":"Goa","tier":{"level":1,"since":2020},"tags":["a","b"]}""");
    }

    private async Task<(JsonElement Before, JsonElement After)> Patched(string patch)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await api.UploadAsync(book, Whole);
        var before = await api.OnlyContactAsync(book);
        (await api.UploadOneAsync(book, patch)).Text("status").Should().Be("UPDATED");
        return (before, await api.OnlyContactAsync(book));
    }
}
