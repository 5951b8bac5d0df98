using System.Text.Json;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Core.Mapping;

/// <summary>Writes a mapping in the shape that <see cref="ColumnMappingReader"/> reads.</summary>
public static class ColumnMappingWriter
{
    /// <summary>Writes the array.</summary>
    public static void Write(Utf8JsonWriter json, ColumnMapping mapping)
    {
        json.WriteStartArray();
        foreach (var column in mapping.Columns)
        {
            json.WriteStartObject();
            json.WriteString("column", column.Column);
            json.WriteString("field", ColumnFields.NameOf(column.Field));
            if (column.Field == ColumnField.CustomField)
            {
                json.WriteString("key", column.Key);
                json.WriteString("type", CustomFieldTypes.NameOf(column.Type));
            }

            if (column.Update != FieldUpdate.Always)
            {
                json.WriteString("update", FieldUpdates.NameOf(column.Update));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The same as UTF-8, to be kept.</summary>
    public static byte[] Write(ColumnMapping mapping)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            Write(json, mapping);
        }

        return bytes.ToArray();
    }
}
