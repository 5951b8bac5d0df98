using System.Text.Json;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a list of texts, such as the cells of a refused row: a JSON array.</summary>
internal static class TextListColumn
{
    // Half a character, which JSON can't hold, becomes U+FFFD.
    public static string Write(IReadOnlyList<string> texts)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartArray();
            foreach (var text in texts)
            {
                json.WriteStringValue(text);
            }

            json.WriteEndArray();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public static IReadOnlyList<string> Read(string column)
    {
        using var json = JsonDocument.Parse(column);
        return [.. json.RootElement.EnumerateArray().Select(text => text.GetString()!)];
    }
}
