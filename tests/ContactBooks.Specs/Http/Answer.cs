using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http;

/// <summary>
/// An answer of the server. Whoever asks it for its data or its error has the whole envelope checked, so that no spec
/// overlooks a wrong one.
/// </summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    private static readonly string[] DetailProperties = ["path", "code", "message"];

    public string Text => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement.Clone();

    public string? RequestId => Header("X-Request-Id");

    public static async Task<Answer> OfAsync(HttpResponseMessage response) =>
        new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());

    /// <summary>A header's value; null where it is not there.</summary>
    public string? Header(string name) =>
        Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>The <c>data</c> of a success with that message.</summary>
    public JsonElement Succeeds(string message)
    {
        ((int)Status).Should().Be(200, "the answer is {0}", Text);
        var json = Envelope("success", "message", "data", "metadata");
        json.GetProperty("success").ValueKind.Should().Be(JsonValueKind.True);
        json.GetProperty("message").GetString().Should().Be(message);
        return json.GetProperty("data");
    }

    /// <summary>The <c>error</c> of a failure of that status and code.</summary>
    public JsonElement Fails(int status, string code)
    {
        ((int)Status).Should().Be(status, "the answer is {0}", Text);
        var json = Envelope("success", "error", "message", "metadata");
        json.GetProperty("success").ValueKind.Should().Be(JsonValueKind.False);

        var error = json.GetProperty("error");
        error.GetProperty("code").GetString().Should().Be(code, "the answer is {0}", Text);
        error.GetProperty("message").GetString().Should().NotBeNullOrWhiteSpace();
        json.GetProperty("message").GetString().Should().Be(error.GetProperty("message").GetString());
        Header("WWW-Authenticate").Should().Be(status == 401 ? "Bearer" : null);
        Header("Idempotency-Replayed").Should().BeNull();

        var hasDetails = error.TryGetProperty("details", out var details);
        error.PropertyNames().Should().Equal(hasDetails ? ["code", "message", "details"] : ["code", "message"]);
        if (hasDetails)
        {
            details.GetArrayLength().Should().BeInRange(1, 50);
            details.EnumerateArray().Should().AllSatisfy(d => d.PropertyNames().Should().Equal(DetailProperties));
        }

        return error;
    }

    /// <summary>The details of a 400: path and code of each, in order.</summary>
    public IEnumerable<(string Path, string Code)> Faults() =>
        Fails(400, "VALIDATION_FAILED").GetProperty("details").EnumerateArray()
            .Select(d => (d.GetProperty("path").GetString()!, d.GetProperty("code").GetString()!));

    private JsonElement Envelope(params string[] properties)
    {
        Header("Content-Type").Should().Be("application/json; charset=utf-8");
        var json = Json;
        json.PropertyNames().Should().Equal(properties);

        var metadata = json.GetProperty("metadata");
        metadata.PropertyNames().Where(name => name != "uploadUid").Should().Equal("apiVersion", "requestId", "processingTimeMs");
        metadata.GetProperty("apiVersion").GetString().Should().Be("v2");
        metadata.GetProperty("requestId").GetString().Should().NotBeNullOrEmpty().And.Be(RequestId);
        metadata.GetProperty("processingTimeMs").GetDouble().Should().BeGreaterThanOrEqualTo(0);
        return json;
    }
}
