using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Imports;

/// <summary>
/// How an import's file is read and where its columns go: all decided when the import is made, so that whatever node goes on
/// with it does the same. Kept with the import as JSON.
/// </summary>
/// <param name="DefaultCountryCode">For phones without a country code; null for none.</param>
/// <param name="Layout">How the file is read.</param>
/// <param name="Mapping">Where its columns go.</param>
/// <param name="ClearToken">The text that clears what is stored; null for none.</param>
internal sealed record ImportOptions(CallingCode? DefaultCountryCode, FileLayout Layout, ColumnMapping Mapping, string? ClearToken)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a column is mapped to the phone, without which nothing can go in.</summary>
    public bool HasPhone => Mapping.Columns.Any(column => column.Field == ColumnField.Phone);

    /// <summary>The choices that lead to this very layout.</summary>
    public FileChoices Choices => new()
    {
        Encoding = Layout.Encoding,
        Delimiter = Layout.Delimiter,
        Sheet = Layout.Sheet,
        HasHeader = Layout.Format is FileFormat.Delimited or FileFormat.Xlsx ? Layout.HeaderRow is not null : null,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ImportOptions Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new ImportOptions(
            root.GetProperty("defaultCountryCode").ValueKind == JsonValueKind.Number ? new CallingCode(root.GetProperty("defaultCountryCode").GetInt32()) : null,
            ReadLayout(root.GetProperty("layout")),
            ColumnMappingReader.Read(Encoding.UTF8.GetBytes(root.GetProperty("mapping").GetRawText()), "mapping", new RequestFaults())
                ?? throw new InvalidDataException("The import's mapping can't be read again."),
            root.GetProperty("clearToken").GetString());
    }

    /// <summary>All of it, to be kept with the import.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(bytes, Relaxed);
        json.WriteStartObject();
        if (DefaultCountryCode is { } code)
        {
            json.WriteNumber("defaultCountryCode"u8, code.Value);
        }
        else
        {
            json.WriteNull("defaultCountryCode"u8);
        }

        json.WritePropertyName("layout"u8);
        WriteLayout(json, Layout);
        json.WritePropertyName("mapping"u8);
        ColumnMappingWriter.Write(json, Mapping);
        json.WriteString("clearToken"u8, ClearToken);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    /// <summary>Writes a layout as clients see it.</summary>
    public static void WriteLayout(Utf8JsonWriter json, FileLayout layout)
    {
        json.WriteStartObject();
        json.WriteString("format"u8, layout.Format.ToString().ToUpperInvariant());
        json.WriteString("encoding"u8, layout.Encoding);
        json.WriteString("delimiter"u8, layout.Delimiter?.ToString());
        WriteTexts(json, "sheets"u8, layout.Sheets);
        json.WriteString("sheet"u8, layout.Sheet);
        if (layout.HeaderRow is { } row)
        {
            json.WriteNumber("headerRow"u8, row);
        }
        else
        {
            json.WriteNull("headerRow"u8);
        }

        WriteTexts(json, "columns"u8, layout.Columns);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static FileLayout ReadLayout(JsonElement json) => new()
    {
        Format = Enum.Parse<FileFormat>(json.GetProperty("format").GetString()!, ignoreCase: true),
        Encoding = json.GetProperty("encoding").GetString(),
        Delimiter = json.GetProperty("delimiter").GetString()?[0],
        Sheets = [.. json.GetProperty("sheets").EnumerateArray().Select(sheet => sheet.GetString()!)],
        Sheet = json.GetProperty("sheet").GetString(),
        HeaderRow = json.GetProperty("headerRow").ValueKind == JsonValueKind.Number ? json.GetProperty("headerRow").GetInt64() : null,
        Columns = [.. json.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)],
    };
}
