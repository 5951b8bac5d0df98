using System.Text;

namespace ContactBooks.Specs.Http;

public class CustomFieldsSpecs(RunningServer server)
{
    private const int MaxBytes = 16 * 1024;

    [Theory]
    [InlineData("""{"city":"Mumbai"}""")]
    [InlineData("""{"a":null_}""")]
    [InlineData("""{"a":true,"b":false,"c":0,"d":-0,"e":1.50,"f":1e2,"g":"","h":[],"i":{},"j":[[],{},null,"x"]}""")]
    [InlineData("""{"big":12345678901234567890.123456789,"tiny":1E-400,"huge":1e999}""")]
    [InlineData("""{"__proto__":1,"$ref":"#","a.b":1,"a b":2,"क":"ख","😀":"😀"}""")]
    [InlineData("""{"b":1,"a":2,"1":3,"0":4}""")]
    [InlineData("""{"text":"line\nfeed\ttab \"quoted\" \\ / <b>&amp;</b> \u2028"}""")]
    public async Task Custom_fields_are_any_JSON_and_come_back_as_they_were_sent(string json)
    {
        var sent = json.Replace("null_", "[null]", StringComparison.Ordinal);
        var (api, book) = await NewBook();

        await api.UploadAsync(book, $$"""{"phone":"7000782082","customFields":{{sent}}}""");

        var read = (await api.OnlyContactAsync(book)).GetProperty("customFields");
        read.ShouldBeJson(sent);
    }

    [Fact]
    public async Task Numbers_keep_their_literal_and_properties_their_order()
    {
        var (api, book) = await NewBook();

        await api.UploadAsync(book, """{"phone":"7000782082","customFields": { "z" : 1.50, "a" : 1E2, "m" : [ 1.0 , -0 , 12345678901234567890 ] } }""");

        (await api.OnlyContactAsync(book)).GetProperty("customFields").GetRawText().Should().Be("""{"z":1.50,"a":1E2,"m":[1.0,-0,12345678901234567890]}""");
    }

    [Fact]
    public async Task A_key_of_64_characters_is_taken_and_one_of_65_is_INVALID_CUSTOM_FIELDS()
    {
        await Takes($$"""{"{{new string('k', 64)}}":1}""");
        await Takes($$"""{"{{Repeat("😀", 64)}}":1}""");
        await Takes($$"""{"{{Repeat("\\ud83d\\ude00", 64)}}":1}""");
        await Takes($$"""{"a":[{"b":{"{{new string('k', 64)}}":1} }]}""");
        await Refuses($$"""{"{{new string('k', 65)}}":1}""");
        await Refuses($$"""{"{{Repeat("😀", 65)}}":1}""");
        await Refuses($$"""{"a":[{"b":{"{{new string('k', 65)}}":1} }]}""");
        await Refuses("""{"":1}""");
        await Refuses("""{"a":{"":1}}""");
    }

    [Fact]
    public async Task Eight_levels_are_taken_and_nine_are_INVALID_CUSTOM_FIELDS()
    {
        await Takes(Nested(8));
        await Refuses(Nested(9));
        await Refuses(Nested(30));
        await Takes("""{"a":[[[[[[[1]]]]]]]}""");
        await Refuses("""{"a":[[[[[[[[1]]]]]]]]}""");
        await Refuses("""{"a":[[[[[[[[]]]]]]]]}""");

        static string Nested(int levels) => Repeat("""{"a":""", levels) + "1" + new string('}', levels);
    }

    [Fact]
    public async Task Sixteen_KiB_as_JSON_are_taken_and_a_byte_more_is_INVALID_CUSTOM_FIELDS()
    {
        var frame = """{"a":""}""".Length;

        await Takes($$"""{"a":"{{new string('x', MaxBytes - frame)}}"}""");
        await Refuses($$"""{"a":"{{new string('x', MaxBytes - frame + 1)}}"}""");
        await Takes($$"""{"a":"{{Repeat("é", (MaxBytes - frame) / 2)}}"}""");
        await Refuses($$"""{"a":"{{Repeat("é", ((MaxBytes - frame) / 2) + 1)}}"}""");
    }

    [Fact]
    public async Task White_space_and_needless_escapes_dont_count_to_the_16_KiB()
    {
        var frame = """{"a":""}""".Length;

        await Takes($$"""{ {{new string(' ', 20_000)}} "a" : 1 }""");
        await Takes($$"""{"a":"{{Repeat("\\u0078", MaxBytes - frame)}}"}""");
        await Refuses($$"""{"a":"{{Repeat("\\n", MaxBytes / 2)}}"}""");
    }

    [Theory]
    [InlineData("""{"a":"\u0000"}""")]
    [InlineData("""{"a":"x\u001f"}""")]
    [InlineData("""{"a":"x\r\ny"}""")]
    [InlineData("""{"a":"\u007f"}""")]
    [InlineData("""{"a":"\u0085"}""")]
    [InlineData("""{"a":["\ud800"]}""")]
    [InlineData("""{"a":{"b":"\udc00x"}}""")]
    [InlineData("""{"a\u0000":1}""")]
    [InlineData("""{"a\ud800":1}""")]
    public async Task Control_characters_and_unpaired_surrogates_in_them_are_INVALID_CHARACTERS(string json)
    {
        var (api, book) = await NewBook();

        var result = await api.UploadOneAsync(book, $$"""{"phone":"7000782082","customFields":{{json}}}""");

        (result.Text("status"), result.Text("reason"), result.Text("field")).Should().Be(("INVALID", "INVALID_CHARACTERS", "customFields"));
    }

    [Fact]
    public async Task Control_characters_that_stand_unescaped_are_INVALID_CHARACTERS_too()
    {
        var (api, book) = await NewBook();
        foreach (var control in new[] { '\u007f', '\u0080', '\u009f' })
        {
            var body = Encoding.UTF8.GetBytes(Api.Upload($$"""{"phone":"7000782082","customFields":{"a":"é {{control}}"} }"""));
            (await api.PostAsync(Api.Bulk(book), body)).Succeeds("Contacts uploaded").GetProperty("results")[0].Text("reason").Should().Be("INVALID_CHARACTERS");
        }

        await Takes("{\"a\":\"\u00a0 é ¿\"}");
    }

    [Fact]
    public async Task Tab_and_line_feed_are_no_fault()
    {
        await Takes("""{"a":"x\ty\nz"}""");
    }

    [Fact]
    public async Task Each_row_has_custom_fields_of_its_own()
    {
        var (api, book) = await NewBook();

        await api.UploadAsync(
            book,
            """{"phone":"9800000001","customFields":{"n":1}}""",
            """{"phone":"9800000002","customFields":{"":2}}""",
            """{"phone":"9800000003","customFields":{"n":3}}""",
            """{"phone":"9800000004"}""");

        var contacts = (await api.ContactsAsync(book)).ToDictionary(c => c.Text("phone")!, c => c.GetProperty("customFields").GetRawText());
        contacts.Should().Equal(new Dictionary<string, string>
        {
            ["919800000001"] = """{"n":1}""",
            ["919800000003"] = """{"n":3}""",
            ["919800000004"] = "{}",
        });
    }

    [Fact]
    public async Task A_thousand_rows_may_each_have_their_8_KiB_within_the_body_limit()
    {
        var (api, book) = await NewBook();
        var value = new string('x', 8000);

        var data = await api.UploadAsync(book, Enumerable.Range(0, 1000).Select(i => $$"""{"phone":"98{{i:D8}}","customFields":{"v":"{{value}}"} }"""));

        data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(1000);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private async Task Takes(string customFields)
    {
        var (api, book) = await NewBook();
        (await api.UploadOneAsync(book, $$"""{"phone":"7000782082","customFields":{{customFields}}}""")).Text("status").Should().Be("CREATED");
        (await api.OnlyContactAsync(book)).GetProperty("customFields").ShouldBeJson(customFields);
    }

    private async Task Refuses(string customFields)
    {
        var (api, book) = await NewBook();
        var result = await api.UploadOneAsync(book, $$"""{"phone":"7000782082","customFields":{{customFields}}}""");
        (result.Text("status"), result.Text("reason"), result.Text("field")).Should().Be(("INVALID", "INVALID_CUSTOM_FIELDS", "customFields"));
        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    private async Task<(Api Api, string Book)> NewBook()
    {
        var api = await server.NewCustomerAsync();
        return (api, await api.NewBookAsync());
    }
}
