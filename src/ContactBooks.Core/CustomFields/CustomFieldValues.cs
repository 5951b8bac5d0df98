using System.Text;
using System.Text.Json;

namespace ContactBooks.Core.CustomFields;

/// <summary>Goes through the fields at the top of a row's custom fields, one by one, without making anything of them.</summary>
/// <param name="json">Compact JSON of an object; empty for none.</param>
internal ref struct CustomFieldValues(ReadOnlySpan<byte> json)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Utf8JsonReader _reader = new(json);

    /// <summary>The key of the field that was read last, in UTF-8.</summary>
    public ReadOnlySpan<byte> Key { get; private set; }

    /// <summary>What its value is.</summary>
    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>Bytes of its value as they stand in JSON; of an object or an array, of its first bracket.</summary>
    public readonly int Length => _reader.ValueSpan.Length;

    /// <summary>A string's value, or the literal of another scalar.</summary>
    public readonly string Text => Kind == JsonTokenType.String ? _reader.GetString()! : Encoding.UTF8.GetString(_reader.ValueSpan);

    /// <summary>Goes to the next field; false at the end.</summary>
    public bool Read()
    {
        if (_json.IsEmpty)
        {
            return false;
        }

        if (_reader.TokenType == JsonTokenType.None)
        {
            _reader.Read();
        }
        else
        {
            _reader.Skip();
        }

        _reader.Read();
        if (_reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        Key = _reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(_reader.GetString()!) : _reader.ValueSpan;
        _reader.Read();
        return true;
    }

    /// <summary>The value as it stands in JSON. To be asked for last: the reader goes to its end.</summary>
    public ReadOnlySpan<byte> TakeRaw()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return _json[start..(int)_reader.BytesConsumed];
    }

    /// <summary>The value as text, a scalar's literal.</summary>
    /// <param name="room">Gets the characters; <see cref="Length"/> of them at the most.</param>
    public readonly ReadOnlySpan<char> TextInto(Span<char> room) => Kind == JsonTokenType.String
        ? room[.._reader.CopyString(room)]
        : room[..Encoding.ASCII.GetChars(_reader.ValueSpan, room)];
}
