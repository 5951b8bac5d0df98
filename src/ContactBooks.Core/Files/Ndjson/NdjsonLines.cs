using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContactBooks.Core.Files.Ndjson;

/// <summary>Writes NDJSON: a JSON value a line, in every script as it is.</summary>
/// <param name="output">Gets the bytes; it is left open.</param>
internal sealed class NdjsonLines(Stream output) : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes the value of the line at hand.</summary>
    public Utf8JsonWriter Json { get; } = new(output, Plain);

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Json.Flush();
        output.WriteByte((byte)'\n');
        Json.Reset();
    }

    public void Dispose() => Json.Dispose();
}
