namespace ContactBooks.Core.Files.Ndjson;

/// <summary>Writes a table as NDJSON: each row an object of texts, its columns' names the keys. What is empty isn't there.</summary>
/// <param name="output">Gets the bytes; it is left open.</param>
public sealed class NdjsonWriter(Stream output) : ITableWriter
{
    private readonly NdjsonLines _lines = new(output);
    private IReadOnlyList<string> _columns = [];

    /// <inheritdoc/>
    public void Begin(IReadOnlyList<string> columns) => _columns = columns;

    /// <inheritdoc/>
    public void Write(IReadOnlyList<string> cells)
    {
        _lines.Json.WriteStartObject();
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i].Length > 0)
            {
                _lines.Json.WriteString(_columns[i], cells[i]);
            }
        }

        _lines.Json.WriteEndObject();
        _lines.End();
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
