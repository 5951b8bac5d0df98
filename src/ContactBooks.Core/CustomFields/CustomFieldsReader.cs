using System.Text;
using System.Text.Json;
using ContactBooks.Core.Json;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Reads the values of a request that are not texts: custom fields, which are kept, and unknown fields, which are passed
/// over. One walk finds a property named twice (a fault of the request) and has <see cref="CustomFieldsWriter"/> judge the custom
/// fields' content (a fault of the row) and write their compact form.
/// </summary>
internal sealed class CustomFieldsReader(ReadOnlyMemory<byte> body, RequestFaults faults)
{
    private readonly PropertyNames?[] _namesByDepth = new PropertyNames?[JsonText.ReaderOptions.MaxDepth + 1];
    private readonly CustomFieldsWriter _writer = new();

    /// <summary>Reads the object at the reader to its end.</summary>
    public RawCustomFields Read(ref Utf8JsonReader reader, string path)
    {
        _writer.Begin();
        Value(ref reader, path, keeps: true);
        return _writer.End();
    }

    /// <summary>Passes over the value at the reader, whatever it is.</summary>
    public void PassOver(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            Value(ref reader, path, keeps: false);
        }
    }

    /// <summary>Walks from an opening bracket to the one that closes it.</summary>
    private void Value(ref Utf8JsonReader reader, string path, bool keeps)
    {
        var outerDepth = reader.CurrentDepth;
        while (true)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                Names(reader.CurrentDepth).Clear();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                RefuseSecond(ref reader, path);
            }

            // The reader counts a container as of the depth it stands in while at its bracket.
            var depth = reader.CurrentDepth - outerDepth;
            if (keeps && _writer.Writes)
            {
                Write(ref reader, depth);
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && depth == 0)
            {
                return;
            }

            reader.Read();
        }
    }

    private PropertyNames Names(int depth) => _namesByDepth[depth] ??= new PropertyNames();

    private void RefuseSecond(ref Utf8JsonReader reader, string path)
    {
        // A name's depth is that of the object's inside, one more than at its bracket.
        var names = Names(reader.CurrentDepth - 1);
        if (names.IsFull)
        {
            // So many don't fit into a row's custom fields, which is the fault of the row: none of them is kept, and nobody need know which is there twice.
            return;
        }

        var name = JsonText.PropertyName(ref reader, body);
        if (!names.Add(name.Span) && !faults.IsFull)
        {
            faults.Add(
                $"{path}.{JsonPath.Shorten(Encoding.UTF8.GetString(name.Span))}",
                RequestFaultCode.DuplicateProperty,
                "This property stands twice in one object. Send it once.");
        }
    }

    private void Write(ref Utf8JsonReader reader, int depth)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                _writer.Open((byte)'{', depth + 1);
                break;
            case JsonTokenType.EndObject:
                _writer.Close((byte)'}');
                break;
            case JsonTokenType.StartArray:
                _writer.Open((byte)'[', depth + 1);
                break;
            case JsonTokenType.EndArray:
                _writer.Close((byte)']');
                break;
            case JsonTokenType.PropertyName when reader.ValueIsEscaped:
                _writer.Name(JsonText.Unescape(reader.ValueSpan));
                break;
            case JsonTokenType.PropertyName:
                _writer.Name(reader.ValueSpan);
                break;
            case JsonTokenType.String when reader.ValueIsEscaped:
                _writer.Text(JsonText.Unescape(reader.ValueSpan));
                break;
            case JsonTokenType.String:
                _writer.Text(reader.ValueSpan);
                break;
            case JsonTokenType.Null when depth == 1:
                _writer.RemoveKey();
                break;
            default:
                _writer.Literal(reader.ValueSpan);
                break;
        }
    }
}
