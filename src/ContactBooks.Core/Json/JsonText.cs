using System.Buffers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Core.Json;

/// <summary>
/// Texts out of JSON. <see cref="Utf8JsonReader.GetString"/> throws on an unpaired surrogate (<c>"\ud800"</c>); here that
/// is the fault of one row, not of the request, so such a text comes out with the surrogate in it.
/// </summary>
public static class JsonText
{
    /// <summary>What every reader of requests is opened with: no comments, no trailing commas, 64 levels.</summary>
    public static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = 64 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The body without the byte order mark that some programs on Windows put first.</summary>
    public static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[3..] : body;

    /// <summary>The text of a scalar as it was sent: a string's characters, a number's literal, <c>true</c>, <c>false</c>.</summary>
    public static string Scalar(ref readonly Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName when reader.ValueIsEscaped => Unescape(reader.ValueSpan),
        JsonTokenType.String or JsonTokenType.PropertyName => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => Encoding.ASCII.GetString(reader.ValueSpan),
    };

    /// <summary>
    /// The name of the property at the reader, as UTF-8 without escapes. <paramref name="body"/> is what the reader
    /// reads; a name without escapes is a slice of it.
    /// </summary>
    public static ReadOnlyMemory<byte> PropertyName(ref readonly Utf8JsonReader reader, ReadOnlyMemory<byte> body) =>
        reader.ValueIsEscaped
            ? Encoding.UTF8.GetBytes(Unescape(reader.ValueSpan))
            : body.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);

    /// <summary>Resolves the escapes of a string's inside, which the reader has already found to be well formed.</summary>
    public static string Unescape(ReadOnlySpan<byte> utf8)
    {
        var rented = ArrayPool<char>.Shared.Rent(utf8.Length);
        var length = 0;
        while (!utf8.IsEmpty)
        {
            var plain = utf8.IndexOf((byte)'\\');
            if (plain < 0)
            {
                plain = utf8.Length;
            }

            length += Encoding.UTF8.GetChars(utf8[..plain], rented.AsSpan(length));
            utf8 = utf8[plain..];
            if (utf8.IsEmpty)
            {
                break;
            }

            var escape = utf8[1];
            rented[length++] = escape switch
            {
                (byte)'n' => '\n',
                (byte)'t' => '\t',
                (byte)'r' => '\r',
                (byte)'b' => '\b',
                (byte)'f' => '\f',
                (byte)'u' => (char)((Digit(utf8[2]) << 12) | (Digit(utf8[3]) << 8) | (Digit(utf8[4]) << 4) | Digit(utf8[5])),
                _ => (char)escape, // " \ and /
            };
            utf8 = utf8[(escape == (byte)'u' ? 6 : 2)..];
        }

        var text = new string(rented, 0, length);
        ArrayPool<char>.Shared.Return(rented);
        return text;
    }

    /// <summary>The value of a hexadecimal digit, which it is known to be.</summary>
    private static int Digit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
