using System.Text;
using System.Text.Json;
using ContactBooks.Core.Json;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Reads the values of a request that are not texts: custom fields, which are kept, and unknown fields, which are passed
/// over. One walk finds a property named twice (a fault of the request), judges the custom fields' content (a fault of
/// the row) and writes their compact form.
/// </summary>
internal sealed class CustomFieldsReader(ReadOnlyMemory<byte> body, RequestFaults faults)
{
    private readonly PropertyNames?[] _namesByDepth = new PropertyNames?[JsonText.ReaderOptions.MaxDepth + 1];
    private readonly CompactJson _compact = new();

    /// <summary>Reads the object at the reader to its end.</summary>
    public RawCustomFields Read(ref Utf8JsonReader reader, string path)
    {
        var start = _compact.Length;
        _compact.StartAfresh();
        var walk = new Walk { Start = start, OuterDepth = reader.CurrentDepth, Keeps = true };
        Value(ref reader, ref walk, path);

        return new RawCustomFields
        {
            Json = walk.Fault is null ? _compact.Since(start) : default,
            RemovesKeys = walk.RemovesKeys,
            Fault = walk.Fault,
        };
    }

    /// <summary>Passes over the value at the reader, whatever it is.</summary>
    public void PassOver(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            var walk = new Walk { OuterDepth = reader.CurrentDepth };
            Value(ref reader, ref walk, path);
        }
    }

    /// <summary>Walks from an opening bracket to the one that closes it.</summary>
    private void Value(ref Utf8JsonReader reader, ref Walk walk, string path)
    {
        while (true)
        {
            // The reader counts a container as of the depth it stands in while at its bracket.
            var depth = reader.CurrentDepth - walk.OuterDepth;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    Names(reader.CurrentDepth).Clear();
                    Open(ref walk, (byte)'{', depth + 1);
                    break;
                case JsonTokenType.EndObject:
                    Close(ref walk, (byte)'}');
                    break;
                case JsonTokenType.StartArray:
                    Open(ref walk, (byte)'[', depth + 1);
                    break;
                case JsonTokenType.EndArray:
                    Close(ref walk, (byte)']');
                    break;
                case JsonTokenType.PropertyName:
                    Name(ref reader, ref walk, path);
                    break;
                case JsonTokenType.String:
                    Text(ref reader, ref walk);
                    break;
                default:
                    walk.RemovesKeys |= reader.TokenType == JsonTokenType.Null && depth == 1;
                    if (walk.Writes)
                    {
                        _compact.Raw(reader.ValueSpan);
                        LimitSize(ref walk);
                    }

                    break;
            }

            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && depth == 0)
            {
                return;
            }

            reader.Read();
        }
    }

    private PropertyNames Names(int depth) => _namesByDepth[depth] ??= new PropertyNames();

    private void Name(ref Utf8JsonReader reader, ref Walk walk, string path)
    {
        var name = JsonText.PropertyName(ref reader, body);
        // A name's depth is that of the object's inside, one more than at its bracket.
        if (!Names(reader.CurrentDepth - 1).Add(name.Span) && !faults.IsFull)
        {
            faults.Add(
                $"{path}.{JsonPath.Shorten(Encoding.UTF8.GetString(name.Span))}",
                RequestFaultCode.DuplicateProperty,
                "This property stands twice in one object. Send it once.");
        }

        if (!walk.Writes)
        {
            return;
        }

        if (reader.ValueIsEscaped ? HasForbidden(JsonText.Unescape(reader.ValueSpan)) : HasForbidden(name.Span))
        {
            Fail(ref walk, InvalidReason.InvalidCharacters, "A key of customFields has a control character or half a character in it. Remove it.");
        }
        else if (name.Length is 0 || CodePoints(name.Span) > CustomFieldsLimits.MaxKeyLength)
        {
            Fail(ref walk, InvalidReason.InvalidCustomFields, $"Each key of customFields must have 1 to {CustomFieldsLimits.MaxKeyLength} characters.");
        }
        else
        {
            _compact.Name(name.Span);
            LimitSize(ref walk);
        }
    }

    private void Text(ref Utf8JsonReader reader, ref Walk walk)
    {
        if (!walk.Writes)
        {
            return;
        }

        var text = reader.ValueIsEscaped ? JsonText.Unescape(reader.ValueSpan) : null;
        if (text is null ? HasForbidden(reader.ValueSpan) : HasForbidden(text))
        {
            Fail(ref walk, InvalidReason.InvalidCharacters, "A value of customFields has a control character or half a character in it. Remove it.");
            return;
        }

        _compact.Text(text is null ? reader.ValueSpan : Encoding.UTF8.GetBytes(text));
        LimitSize(ref walk);
    }

    private void Open(ref Walk walk, byte bracket, int level)
    {
        if (!walk.Writes)
        {
            return;
        }

        if (level > CustomFieldsLimits.MaxDepth)
        {
            Fail(ref walk, InvalidReason.InvalidCustomFields, $"customFields may be nested {CustomFieldsLimits.MaxDepth} levels deep, no more.");
            return;
        }

        _compact.Open(bracket);
    }

    private void Close(ref Walk walk, byte bracket)
    {
        if (walk.Writes)
        {
            _compact.Close(bracket);
            LimitSize(ref walk);
        }
    }

    private void LimitSize(ref Walk walk)
    {
        if (_compact.Length - walk.Start > CustomFieldsLimits.MaxBytes)
        {
            Fail(ref walk, InvalidReason.InvalidCustomFields, $"customFields of one contact may have {CustomFieldsLimits.MaxBytes / 1024} KiB as JSON, no more.");
        }
    }

    private static void Fail(ref Walk walk, InvalidReason reason, string message) =>
        walk.Fault ??= new RowFault(reason, "customFields", message);

    private static bool HasForbidden(string text) => TextRule.HasForbidden(text);

    /// <summary>UTF-8 without escapes can hold neither unpaired surrogates nor C0 controls: what is left is U+007F to U+009F.</summary>
    private static bool HasForbidden(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Contains((byte)0x7F))
        {
            return true;
        }

        while (utf8.IndexOf((byte)0xC2) is var at and >= 0)
        {
            if (utf8[at + 1] < 0xA0)
            {
                return true;
            }

            utf8 = utf8[(at + 2)..];
        }

        return false;
    }

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8)
        {
            // Every byte but a continuation begins a code point.
            count += (b & 0xC0) == 0x80 ? 0 : 1;
        }

        return count;
    }

    private ref struct Walk
    {
        public int Start;
        public int OuterDepth;
        public bool Keeps;
        public bool RemovesKeys;
        public RowFault? Fault;

        public readonly bool Writes => Keeps && Fault is null;
    }
}
