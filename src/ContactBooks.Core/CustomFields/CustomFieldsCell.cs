using System.Runtime.InteropServices;
using System.Text.Json;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.CustomFields;

/// <summary>Custom fields in one cell of a file, as a JSON object: values that no cell of their own can hold with their types.</summary>
internal static class CustomFieldsCell
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>What is wrong with a cell that is none.</summary>
    public static RowFault Fault { get; } = new(
        InvalidReason.InvalidCustomFields,
        "customFields",
        "customFields must be a JSON object that has each key once, as in {\"city\":\"Mumbai\"}. Mend the cell, or leave it empty.");

    /// <summary>Writes the object's fields into one that is open. False where the cell is no object; what was written then is of no use.</summary>
    /// <param name="cell">The cell's text.</param>
    /// <param name="leavesOut">Keys that stand elsewhere.</param>
    /// <param name="fields">Gets the fields, and judges them.</param>
    public static bool TryWrite(string cell, Predicate<string> leavesOut, CustomFieldsWriter fields)
    {
        try
        {
            using var json = JsonDocument.Parse(cell, Strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            foreach (var field in json.RootElement.EnumerateObject())
            {
                if (!leavesOut(field.Name))
                {
                    fields.Name(field.Name);
                    WriteField(field.Value, fields);
                }
            }

            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is what .NET makes of an escape that is half a character.
            return false;
        }
    }

    private static void WriteField(JsonElement value, CustomFieldsWriter fields)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            fields.RemoveKey();
        }
        else
        {
            Write(value, fields, level: 2);
        }
    }

    private static void Write(JsonElement value, CustomFieldsWriter fields, int level)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                fields.Open((byte)'{', level);
                foreach (var property in value.EnumerateObject())
                {
                    fields.Name(property.Name);
                    Write(property.Value, fields, level + 1);
                }

                fields.Close((byte)'}');
                break;
            case JsonValueKind.Array:
                fields.Open((byte)'[', level);
                foreach (var item in value.EnumerateArray())
                {
                    Write(item, fields, level + 1);
                }

                fields.Close((byte)']');
                break;
            case JsonValueKind.String:
                fields.Text(value.GetString());
                break;
            default:
                fields.Literal(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }
}
