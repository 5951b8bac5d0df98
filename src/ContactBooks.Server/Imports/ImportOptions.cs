using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Wire;

namespace ContactBooks.Server.Imports;

/// <summary>
/// How an import's file is read and where its columns go: all decided when the import is made, so that whatever node goes on
/// with it does the same. Kept with the import as JSON.
/// </summary>
/// <param name="DefaultCountryCode">For phones without a country code; null for none.</param>
/// <param name="Layout">How the file is read.</param>
/// <param name="Mapping">Where its columns go.</param>
/// <param name="ClearToken">The text that clears what is stored; null for none.</param>
/// <param name="UpdatePolicy">Which rows go in.</param>
internal sealed record ImportOptions(
    CallingCode? DefaultCountryCode, FileLayout Layout, ColumnMapping Mapping, string? ClearToken, UpdatePolicy UpdatePolicy)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Cells that are to be read otherwise than they stand in the file.</summary>
    public RowCorrections Corrections { get; init; } = RowCorrections.None;

    /// <summary>Whether a column is mapped to the phone, without which nothing can go in.</summary>
    public bool HasPhone => Mapping.Columns.Any(column => column.Field == ColumnField.Phone);

    /// <summary>What it may do to contacts that are there.</summary>
    public UpdateRules Rules { get; } = new() { Policy = UpdatePolicy, Fields = Mapping.Rules };

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
            root.GetProperty("layout").Deserialize(WireJson.Default.FileLayoutJson)!.ToLayout(),
            ColumnMappingReader.Read(Encoding.UTF8.GetBytes(root.GetProperty("mapping").GetRawText()), "mapping", new RequestFaults())
                ?? throw new InvalidDataException("The import's mapping can't be read again."),
            root.GetProperty("clearToken").GetString(),
            UpdatePolicies.Find(root.GetProperty("updatePolicy").GetString()!)
                ?? throw new InvalidDataException("The import's policy can't be read again."))
        {
            // Imports that were made before there were any don't tell of them.
            Corrections = root.TryGetProperty("corrections", out var corrections) ? ReadCorrections(corrections) : RowCorrections.None,
        };
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
        JsonSerializer.Serialize(json, FileLayoutJson.Of(Layout), WireJson.Default.FileLayoutJson);
        json.WritePropertyName("mapping"u8);
        ColumnMappingWriter.Write(json, Mapping);
        json.WriteString("clearToken"u8, ClearToken);
        json.WriteString("updatePolicy"u8, UpdatePolicies.NameOf(UpdatePolicy));
        WriteCorrections(json);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static RowCorrections ReadCorrections(JsonElement corrections) => new(
        [.. corrections.EnumerateArray().Select(one => new CellCorrection(one[0].GetInt64(), one[1].GetInt32(), one[2].GetString()!))]);

    private void WriteCorrections(Utf8JsonWriter json)
    {
        json.WriteStartArray("corrections"u8);
        foreach (var (row, place, value) in Corrections.All)
        {
            json.WriteStartArray();
            json.WriteNumberValue(row);
            json.WriteNumberValue(place);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
