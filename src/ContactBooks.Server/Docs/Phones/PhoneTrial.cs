using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace ContactBooks.Server.Docs.Phones;

/// <summary>What the reader tries.</summary>
/// <param name="Phone">The phone, as written.</param>
/// <param name="DefaultCountryCode">The code for phones without one, as written; blank for the server's own.</param>
public sealed record PhoneTrial(string Phone, string DefaultCountryCode)
{
    /// <summary>Reads it from a body of JSON, as the page's script sends it.</summary>
    /// <returns>What is tried, or null where the body is no such object.</returns>
    public static PhoneTrial? OfJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && Text(json.RootElement, "phone") is { } phone && Text(json.RootElement, "defaultCountryCode") is { } code
                    ? new PhoneTrial(phone, code)
                    : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null; // No JSON, or half a character in a text of it.
        }
    }

    /// <summary>Reads it from a form, as a browser without scripts sends it.</summary>
    public static PhoneTrial OfForm(ReadOnlyMemory<byte> body)
    {
        var form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body.Span));

        // An example's button comes after the field, with the same name.
        return new PhoneTrial(Last("phone"), Last("defaultCountryCode"));

        string Last(string name) => form.GetValueOrDefault(name).LastOrDefault() ?? "";
    }

    /// <summary>A scalar's text; empty where there is none, null where it is no scalar.</summary>
    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var value) ? "" : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => "",
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
}
