using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>An answer of the server, read whole.</summary>
internal sealed record Answer(int Status, byte[] Body, HttpResponseMessage Message)
{
    private JsonElement? _json;

    public JsonElement Json => _json ??= JsonDocument.Parse(Body).RootElement.Clone();

    public JsonElement Data => Json.GetProperty("data");

    public string DataText => Data.GetRawText();

    public string? Code => Json.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;

    public bool IsReplay => Header("Idempotency-Replayed") == "true";

    public string Text => Encoding.UTF8.GetString(Body);

    public string? Header(string name) =>
        Message.Headers.TryGetValues(name, out var values) || Message.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public static async Task<Answer> ReadAsync(HttpResponseMessage message) => new((int)message.StatusCode, await message.Content.ReadAsByteArrayAsync(), message);

    public override string ToString() => $"{Status} {Text}";
}
