using System.Buffers;
using System.Text;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Writes JSON with nothing in it that needn't be: no white space, escapes only for <c>" \</c> and control characters.
/// One content has one form, so that equal values are equal bytes; <see cref="System.Text.Json.Utf8JsonWriter"/> escapes
/// more, and by tables that change between versions.
/// </summary>
/// <param name="capacity">Bytes to begin with.</param>
internal sealed class CompactJson(int capacity = 1024)
{
    private static readonly SearchValues<byte> MustEscape =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    private readonly ArrayBufferWriter<byte> _out = new(capacity);
    private bool _needsComma;

    public int Length => _out.WrittenCount;

    /// <summary>What was written since <paramref name="start"/>. It stays as it is while more is written.</summary>
    public ReadOnlyMemory<byte> Since(int start) => _out.WrittenMemory[start..];

    public void Open(byte bracket)
    {
        Separate();
        Byte(bracket);
        _needsComma = false;
    }

    public void Close(byte bracket)
    {
        Byte(bracket);
        _needsComma = true;
    }

    public void Name(ReadOnlySpan<byte> utf8)
    {
        Separate();
        Quoted(utf8);
        Byte((byte)':');
        _needsComma = false;
    }

    public void Text(ReadOnlySpan<byte> utf8)
    {
        Separate();
        Quoted(utf8);
        _needsComma = true;
    }

    /// <summary>A number, <c>true</c>, <c>false</c>, <c>null</c>, or a whole value that is compact already.</summary>
    public void Raw(ReadOnlySpan<byte> literal)
    {
        Separate();
        _out.Write(literal);
        _needsComma = true;
    }

    /// <summary>Begins a new value, apart from the ones before.</summary>
    public void StartAfresh() => _needsComma = false;

    private void Separate()
    {
        if (_needsComma)
        {
            Byte((byte)',');
        }
    }

    private void Quoted(ReadOnlySpan<byte> utf8)
    {
        Byte((byte)'"');
        while (utf8.IndexOfAny(MustEscape) is var at and >= 0)
        {
            _out.Write(utf8[..at]);
            switch (utf8[at])
            {
                case (byte)'"': _out.Write("\\\""u8); break;
                case (byte)'\\': _out.Write("\\\\"u8); break;
                case (byte)'\n': _out.Write("\\n"u8); break;
                case (byte)'\t': _out.Write("\\t"u8); break;
                case var control: _out.Write(Encoding.ASCII.GetBytes($"\\u{control:x4}")); break;
            }

            utf8 = utf8[(at + 1)..];
        }

        _out.Write(utf8);
        Byte((byte)'"');
    }

    private void Byte(byte value)
    {
        _out.GetSpan(1)[0] = value;
        _out.Advance(1);
    }
}
