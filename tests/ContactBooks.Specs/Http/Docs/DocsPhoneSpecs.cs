using System.Net.Http.Headers;
using System.Text;

namespace ContactBooks.Specs.Http.Docs;

public class DocsPhoneSpecs(RunningServer server)
{
    private const string Address = "/docs/phone";

    [Theory]
    [InlineData("""{"phone":"07000 782082","defaultCountryCode":"91"}""", """{"phone":"917000782082","countryCode":"91"}""")]
    [InlineData("""{"phone":7000782082,"defaultCountryCode":91}""", """{"phone":"917000782082","countryCode":"91"}""")]
    [InlineData("""{"phone":"+1 202 555 0123","defaultCountryCode":"91"}""", """{"phone":"12025550123","countryCode":"1"}""")]
    [InlineData("""{"phone":"00852 5123 4567","defaultCountryCode":null}""", """{"phone":"85251234567","countryCode":"852"}""")]
    public async Task A_phone_is_answered_as_it_would_be_kept(string body, string answer)
    {
        var given = await PostAsync(body);

        ((int)given.Status).Should().Be(200);
        given.Json.ShouldBeJson(answer);
    }

    [Theory]
    [InlineData("""{"phone":"9.17E+11","defaultCountryCode":"91"}""", "INVALID_PHONE", "spreadsheet")]
    [InlineData("""{"phone":"7000782082"}""", "INVALID_PHONE", "country code")]
    [InlineData("""{"phone":"\u0000"}""", "INVALID_CHARACTERS", "control character")]
    [InlineData("""{"phone":null}""", "MISSING_PHONE", "no phone number")]
    [InlineData("""{}""", "MISSING_PHONE", "no phone number")]
    [InlineData("""{"phone":"7000782082","defaultCountryCode":"999"}""", "UNKNOWN_CALLING_CODE", "calling code")]
    public async Task Or_with_the_reason_and_the_message_of_an_upload(string body, string reason, string words)
    {
        var given = await PostAsync(body);

        ((int)given.Status).Should().Be(200);
        given.Json.PropertyNames().Should().Equal("reason", "message");
        given.Json.Text("reason").Should().Be(reason);
        given.Json.Text("message").Should().Contain(words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"phone\":{}}")]
    [InlineData("{\"phone\":[\"1\"]}")]
    [InlineData("{\"phone\":true}")]
    [InlineData("{\"phone\":\"\\ud800\"}")]
    [InlineData("{\"phone\":\"7\"")]
    public async Task What_is_no_such_object_is_400_in_the_envelope(string body) =>
        (await PostAsync(body)).Fails(400, "VALIDATION_FAILED");

    [Fact]
    public async Task What_is_no_text_in_UTF_8_is_400_too()
    {
        using var content = new ByteArrayContent([.. "{\"phone\":\""u8, 0xff, .. "\"}"u8]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        (await PostAsync(content)).Fails(400, "VALIDATION_FAILED");
    }

    [Fact]
    public async Task A_body_of_more_than_4_KiB_is_413_whatever_it_is_compressed_to()
    {
        var long4097 = $$"""{"phone":"{{new string('7', 4097 - 12)}}"}""";

        using var gzip = new ByteArrayContent(Compressed.Gzip(long4097));
        gzip.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        gzip.Headers.ContentEncoding.Add("gzip");

        (await PostAsync(long4097)).Fails(413, "PAYLOAD_TOO_LARGE");
        (await PostAsync(gzip)).Fails(413, "PAYLOAD_TOO_LARGE");
        ((int)(await PostAsync(long4097.Replace("77\"", "7\"", StringComparison.Ordinal))).Status).Should().Be(200);
    }

    [Fact]
    public async Task Another_type_of_body_is_415_and_another_method_405()
    {
        using var text = new StringContent("phone=7", Encoding.UTF8, "text/plain");
        (await PostAsync(text)).Fails(415, "UNSUPPORTED_CONTENT_TYPE");

        using var get = await server.Http.GetAsync(Address, TestContext.Current.CancellationToken);
        (await Answer.OfAsync(get)).Fails(405, "METHOD_NOT_ALLOWED");
    }

    [Theory]
    [InlineData("phone=07000+782082&defaultCountryCode=91", "917000782082")]
    [InlineData("phone=1&phone=%2B44+7400+123456&defaultCountryCode=91", "447400123456")]
    [InlineData("phone=%ff%zz&defaultCountryCode=91", "INVALID_PHONE")]
    [InlineData("", "MISSING_PHONE")]
    public async Task A_form_is_answered_with_the_page_and_the_result_in_it(string form, string result)
    {
        using var content = new StringContent(form, Encoding.ASCII, "application/x-www-form-urlencoded");

        var page = await PostAsync(content);

        ((int)page.Status).Should().Be(200);
        page.Header("Content-Type").Should().Be("text/html; charset=utf-8");
        page.Header("Content-Security-Policy").Should().Contain("default-src 'none'");
        page.Text.Should().Contain($"<span class=\"result\">{result}</span>");
    }

    [Fact]
    public async Task What_a_form_sends_stands_in_the_page_as_text()
    {
        using var content = new FormUrlEncodedContent([new("phone", "\"><script>alert(1)</script>"), new("defaultCountryCode", "\"><b>")]);

        (await PostAsync(content)).Text.Should().NotContain("<script>").And.NotContain("<b>");
    }

    [Fact]
    public async Task It_is_no_part_of_the_API_that_the_document_describes() =>
        (await server.Http.GetStringAsync("/openapi/v2.json", TestContext.Current.CancellationToken)).Should().NotContain("/docs/phone");

    private async Task<Answer> PostAsync(string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await PostAsync(content);
    }

    private async Task<Answer> PostAsync(HttpContent content)
    {
        using var response = await server.Http.PostAsync(Address, content, TestContext.Current.CancellationToken);
        return await Answer.OfAsync(response);
    }
}
