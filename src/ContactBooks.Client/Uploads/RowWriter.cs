using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactBooks.Client;

/// <summary>Writes one row after the other as JSON, in one buffer.</summary>
internal sealed class RowWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _row = new(1024);
    private readonly Utf8JsonWriter _json;

    // Names stay as short as they are: escapes are twice as long, and nothing of this goes into a page.
    public RowWriter() => _json = new Utf8JsonWriter(_row, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The row as JSON, until the next is written.</summary>
    public ReadOnlySpan<byte> Written => _row.WrittenSpan;

    public void Write(ContactRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _row.ResetWrittenCount();
        _json.Reset();
        row.WriteTo(_json);
        _json.Flush();
    }

    public void Dispose() => _json.Dispose();
}
