using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactBooks.Core.Files.Ndjson;

/// <summary>Writes a table as NDJSON: each row an object of texts, its columns' names the keys. What is empty isn't there.</summary>
/// <param name="output">Gets the bytes; it is left open.</param>
public sealed class NdjsonWriter(Stream output) : ITableWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter _json = new(output, Plain);
    private IReadOnlyList<string> _columns = [];

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns) => _columns = columns;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> cells)
    {
        _json.WriteStartObject();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length > 0)
            {
                _json.WriteString(_columns[i], cells[i]);
            }
        }

        _json.WriteEndObject();
        _json.Flush();
        output.WriteByte((byte)'\n');
        _json.Reset();
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();
}
