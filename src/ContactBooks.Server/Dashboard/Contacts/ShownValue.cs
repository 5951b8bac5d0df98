using System.Text.Json;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>The value of a custom field, as people see it.</summary>
/// <param name="Text">A text as it is, anything else as JSON.</param>
/// <param name="IsNested">Whether it is an object or an array, which a text can't take the place of.</param>
internal readonly record struct ShownValue(string Text, bool IsNested)
{
    /// <summary>The values of a contact, by their keys and in their order.</summary>
    /// <param name="customFields">Compact JSON of an object; empty for none.</param>
    public static OrderedDictionary<string, ShownValue> AllOf(ReadOnlyMemory<byte> customFields)
    {
        var values = new OrderedDictionary<string, ShownValue>(StringComparer.Ordinal);
        if (customFields.IsEmpty)
        {
            return values;
        }

        using var json = JsonDocument.Parse(customFields);
        foreach (var field in json.RootElement.EnumerateObject())
        {
            values.Add(field.Name, Of(field.Value));
        }

        return values;
    }

    private static ShownValue Of(JsonElement value) => new(
        value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(),
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array);
}
