using System.Text;
using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files.Text;
using ContactBooks.Core.Json;

namespace ContactBooks.Core.Files.Ndjson;

/// <summary>Reads objects, one a line. Keys are columns in the order in which they first appear.</summary>
/// <param name="lines">The file's lines.</param>
/// <param name="limits">What a cell and an object may have.</param>
internal sealed class NdjsonReader(TextLines lines, FileLimits limits) : IDisposable
{
    private readonly Dictionary<string, int> _columns = [];
    private readonly List<string> _cells = [];
    private byte[] _utf8 = [];

    /// <summary>The number of the line that was read last.</summary>
    public long Number => lines.Number;

    /// <summary>The keys that were read so far.</summary>
    public IReadOnlyCollection<string> Keys => _columns.Keys;

    /// <summary>
    /// The texts of the line that was read last, by column; columns that it doesn't have may be missing at the end. The list is used again.
    /// </summary>
    public IReadOnlyList<string> Cells => _cells;

    /// <summary>Reads the next line that isn't blank. False at the end.</summary>
    /// <exception cref="FileFaultException">It is not an object, or goes beyond a limit.</exception>
    public bool Read()
    {
        while (lines.Read(out var line))
        {
            if (line.IsWhiteSpace())
                continue;
            if (lines.IsCut)
                throw TooLarge($"Line {Number} has more than {limits.MaxRowLength} characters.");

            _cells.Clear();
            ReadObject(Encode(line));
            return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private ReadOnlySpan<byte> Encode(ReadOnlySpan<char> line)
    {
        var most = Encoding.UTF8.GetMaxByteCount(line.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[most];
        return _utf8.AsSpan(0, Encoding.UTF8.GetBytes(line, _utf8));
    }

    private void ReadObject(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                throw Damaged();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var key = JsonText.Scalar(ref reader);
                reader.Read();
                Keep(key, Text(ref reader));
            }

            // Nothing may stand behind the object; the reader throws where something does.
            reader.Read();
        }
        catch (JsonException)
        {
            throw Damaged();
        }
    }

    // Of two values with one key the last counts, as nearly every reader of JSON has it.
    private void Keep(string key, string text)
    {
        if (text.Length > limits.MaxCellLength || key.Length > limits.MaxCellLength)
            throw TooLarge($"Line {Number} has a text of more than {limits.MaxCellLength} characters.");
        if (!_columns.TryGetValue(key, out var column))
        {
            column = _columns.Count;
            if (column == limits.MaxColumns)
                throw TooLarge($"Down to line {Number} there are more than {limits.MaxColumns} different keys.");
            _columns.Add(key, column);
        }

        while (_cells.Count <= column)
        {
            _cells.Add("");
        }

        _cells[column] = text;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => "",
        JsonTokenType.StartObject or JsonTokenType.StartArray => Compact(ref reader),
        _ => JsonText.Scalar(ref reader),
    };

    private static string Compact(ref Utf8JsonReader reader)
    {
        var json = new CompactJson();
        var depth = reader.CurrentDepth;
        do
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject: json.Open((byte)'{'); break;
                case JsonTokenType.StartArray: json.Open((byte)'['); break;
                case JsonTokenType.EndObject: json.Close((byte)'}'); break;
                case JsonTokenType.EndArray: json.Close((byte)']'); break;
                case JsonTokenType.PropertyName: json.Name(Encoding.UTF8.GetBytes(JsonText.Scalar(ref reader))); break;
                case JsonTokenType.String: json.Text(Encoding.UTF8.GetBytes(JsonText.Scalar(ref reader))); break;
                default: json.Raw(reader.ValueSpan); break;
            }
        }
        while (!(reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == depth) && reader.Read());
        return Encoding.UTF8.GetString(json.Since(0).Span);
    }

    private FileFaultException Damaged() => new(FileFaultCode.Damaged,
        $"Line {Number} is not a JSON object. In NDJSON each line is one whole object, as {{\"phone\":\"…\",\"name\":\"…\"}}, "
        + "with no comma between the lines.");

    private static FileFaultException TooLarge(string message) => new(FileFaultCode.TooLarge, message);
}
