using System.Text.Json;

namespace ContactBooks.Specs.Http;

public class LimitSpecs(RunningServer server)
{
    private const string Astral = "😀";
    private const string TwoThatBecomeOne = "e\u0301";

    [Theory]
    [InlineData("displayName")]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("companyName")]
    public async Task Names_and_company_may_have_200_characters_and_no_more(string field)
    {
        await Takes(field, new string('x', 200));
        await Takes(field, Repeat(Astral, 200));
        await Refuses(field, new string('x', 201));
        await Refuses(field, Repeat(Astral, 201));
        await Refuses(field, new string('x', 100_000));
    }

    [Fact]
    public async Task They_are_counted_after_NFC_and_trimming()
    {
        await Takes("displayName", Repeat(TwoThatBecomeOne, 200), new string('é', 200));
        await Refuses("displayName", Repeat(TwoThatBecomeOne, 201));
        await Takes("displayName", new string(' ', 1000) + new string('x', 200) + new string('\n', 1000), new string('x', 200));

        // U+0958 is two code points in NFC, which composition excludes: this one grows.
        await Takes("displayName", Repeat("\u0958", 100), Repeat("\u0915\u093C", 100));
        await Refuses("displayName", Repeat("\u0958", 101));
    }

    [Fact]
    public async Task An_email_may_have_254_characters_and_no_more()
    {
        const string Domain = "@example.com";

        await Takes("email", new string('x', 254 - Domain.Length) + Domain);
        await Takes("email", Repeat(Astral, 254 - Domain.Length) + Domain);
        await Refuses("email", new string('x', 255 - Domain.Length) + Domain);
    }

    [Fact]
    public async Task A_phone_may_have_64_characters_as_sent_and_no_more()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var spaces = string.Concat("70007", new string(' ', 54), "82082");
        spaces.Length.Should().Be(64);

        (await api.UploadOneAsync(book, $$"""{"phone":"{{spaces}}"}""")).Text("status").Should().Be("CREATED");
        var refused = await api.UploadOneAsync(book, $$"""{"phone":"{{spaces.Replace(" 8", "  8", StringComparison.Ordinal)}}"}""");
        (refused.Text("status"), refused.Text("reason"), refused.Text("field")).Should().Be(("INVALID", "FIELD_TOO_LONG", "phone"));
    }

    [Fact]
    public async Task A_fault_of_length_is_told_with_the_field()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();

        var result = await api.UploadOneAsync(book, JsonSerializer.Serialize(new { phone = "7000782082", companyName = new string('x', 201) }));

        result.PropertyNames().Should().Equal("row", "status", "reason", "phone", "field", "message");
        result.Text("message").Should().Contain("200");
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Row(string field, string text) => JsonSerializer.Serialize(new Dictionary<string, string> { ["phone"] = "7000782082", [field] = text });

    private async Task Takes(string field, string text, string? stored = null)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        (await api.UploadOneAsync(book, Row(field, text))).Text("status").Should().Be("CREATED");
        (await api.OnlyContactAsync(book)).Text(field).Should().Be(stored ?? text);
    }

    private async Task Refuses(string field, string text)
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var result = await api.UploadOneAsync(book, Row(field, text));
        (result.Text("status"), result.Text("reason"), result.Text("field")).Should().Be(("INVALID", "FIELD_TOO_LONG", field));
    }
}
