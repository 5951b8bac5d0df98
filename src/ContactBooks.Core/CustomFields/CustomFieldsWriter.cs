using System.Text;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Writes the custom fields of one row after another in their compact form, and judges them while it does: one rule, whether they came as
/// JSON or as the cells of a file. After a row's first fault nothing more of it is written.
/// </summary>
internal sealed class CustomFieldsWriter
{
    // What is written stays in memory as long as a row of it does, so it is written in pieces: of a file's rows only those in hand are
    // kept.
    private const int PieceBytes = 64 * 1024;

    private CompactJson _compact = new(1024);
    private int _start;
    private bool _removesKeys;
    private RowFault? _fault;

    /// <summary>Whether the row has no fault so far.</summary>
    public bool Writes => _fault is null;

    /// <summary>Begins a row.</summary>
    public void Begin()
    {
        if (_compact.Length >= PieceBytes)
        {
            _compact = new CompactJson(PieceBytes + CustomFieldsLimits.MaxBytes);
        }

        _compact.StartAfresh();
        _start = _compact.Length;
        _removesKeys = false;
        _fault = null;
    }

    /// <summary>The row that was begun: what was written, or its first fault.</summary>
    public RawCustomFields End() => new()
    {
        Json = Writes ? _compact.Since(_start) : default,
        RemovesKeys = _removesKeys,
        Fault = _fault,
    };

    /// <summary>An opening bracket.</summary>
    /// <param name="bracket">Of an object or an array.</param>
    /// <param name="level">The level that it opens, from 1.</param>
    public void Open(byte bracket, int level)
    {
        if (level > CustomFieldsLimits.MaxDepth)
        {
            Fail(InvalidReason.InvalidCustomFields, $"customFields may be nested {CustomFieldsLimits.MaxDepth} levels deep, no more.");
        }
        else if (Writes)
        {
            _compact.Open(bracket);
        }
    }

    /// <summary>A closing bracket.</summary>
    public void Close(byte bracket)
    {
        if (Writes)
        {
            _compact.Close(bracket);
            LimitSize();
        }
    }

    /// <summary>A key, which may be any text.</summary>
    public void Name(string name)
    {
        if (Writes && FaultOfKey(name) is { } fault)
        {
            _fault = fault;
        }
        else if (Writes)
        {
            WriteName(Encoding.UTF8.GetBytes(name));
        }
    }

    /// <summary>A key as it stands in JSON, without escapes.</summary>
    public void Name(ReadOnlySpan<byte> utf8)
    {
        if (!Writes)
        {
            return;
        }

        _fault = HasForbidden(utf8) ? BadKey()
            : utf8.IsEmpty || CodePoints(utf8) > CustomFieldsLimits.MaxKeyLength ? KeyOfWrongLength()
            : null;
        if (Writes)
        {
            WriteName(utf8);
        }
    }

    /// <summary>A text value, which may be any text.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        if (!Writes)
        {
            return;
        }

        if (TextRule.HasForbidden(text))
        {
            FailText();
            return;
        }

        // A character has 3 bytes at the most; half of a pair has 2.
        Span<byte> utf8 = text.Length <= 256 ? stackalloc byte[3 * 256] : new byte[3 * text.Length];
        WriteText(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>A text value as it stands in JSON, without escapes.</summary>
    public void Text(ReadOnlySpan<byte> utf8)
    {
        if (!Writes)
        {
            return;
        }

        if (HasForbidden(utf8))
        {
            FailText();
            return;
        }

        WriteText(utf8);
    }

    /// <summary>A text that a person wrote, as a value of that type; false where it is none, and nothing is written.</summary>
    public bool TryWrite(CustomFieldType type, ReadOnlySpan<char> text)
    {
        switch (type)
        {
            case CustomFieldType.Number when NumberText.Is(text):
                Span<byte> literal = stackalloc byte[NumberText.MaxLength];
                Literal(literal[..Encoding.ASCII.GetBytes(text, literal)]);
                return true;
            case CustomFieldType.Boolean when BooleanText.TryRead(text, out var value):
                Literal(value ? "true"u8 : "false"u8);
                return true;
            case CustomFieldType.Text or CustomFieldType.Choice:
            case CustomFieldType.Date when DateText.Is(text):
                Text(text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>A number, <c>true</c> or <c>false</c>, as JSON writes it; or a null below the top.</summary>
    public void Literal(ReadOnlySpan<byte> literal)
    {
        if (Writes)
        {
            _compact.Raw(literal);
            LimitSize();
        }
    }

    /// <summary>A null at the top, which removes its key.</summary>
    public void RemoveKey()
    {
        _removesKeys = true;
        Literal("null"u8);
    }

    /// <summary>What keeps a text from being a key; null where nothing does.</summary>
    public static RowFault? FaultOfKey(string key) =>
        TextRule.HasForbidden(key) ? BadKey() :
        key.Length == 0 || TextRule.CodePoints(key) > CustomFieldsLimits.MaxKeyLength ? KeyOfWrongLength() :
        null;

    private void WriteName(ReadOnlySpan<byte> utf8)
    {
        _compact.Name(utf8);
        LimitSize();
    }

    private void WriteText(ReadOnlySpan<byte> utf8)
    {
        _compact.Text(utf8);
        LimitSize();
    }

    private void LimitSize()
    {
        if (_compact.Length - _start > CustomFieldsLimits.MaxBytes)
        {
            Fail(
                InvalidReason.InvalidCustomFields,
                $"customFields of one contact may have {CustomFieldsLimits.MaxBytes / 1024} KiB as JSON, no more.");
        }
    }

    private void FailText() =>
        Fail(InvalidReason.InvalidCharacters, "A value of customFields has a control character or half a character in it. Remove it.");

    private void Fail(InvalidReason reason, string message) => _fault ??= Fault(reason, message);

    private static RowFault BadKey() =>
        Fault(InvalidReason.InvalidCharacters, "A key of customFields has a control character or half a character in it. Remove it.");

    private static RowFault KeyOfWrongLength() =>
        Fault(InvalidReason.InvalidCustomFields, $"Each key of customFields must have 1 to {CustomFieldsLimits.MaxKeyLength} characters.");

    private static RowFault Fault(InvalidReason reason, string message) => new(reason, "customFields", message);

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
}
