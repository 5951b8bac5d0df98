using System.Buffers;
using System.Text.Json;

namespace ContactBooks.Client;

/// <summary>Rows of one request, as its body. The same rows make the same bytes, by which the server knows a key's request again.</summary>
internal sealed class Chunk
{
    /// <summary>The server's limit.</summary>
    public const int MaxRows = 1000;

    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);

    public Chunk(string? defaultCountryCode)
    {
        _body.Write("{"u8);
        if (defaultCountryCode is not null)
        {
            _body.Write("\"defaultCountryCode\":\""u8);
            _body.Write(JsonEncodedText.Encode(defaultCountryCode).EncodedUtf8Bytes);
            _body.Write("\","u8);
        }

        _body.Write("\"contacts\":["u8);
    }

    private static ReadOnlySpan<byte> End => "]}"u8;

    /// <summary>How many rows are in it.</summary>
    public int Rows { get; private set; }

    /// <summary>How long its body would be with one more row.</summary>
    public long BytesWith(ReadOnlySpan<byte> row) => (long)_body.WrittenCount + ",".Length + row.Length + End.Length;

    /// <summary>Adds a row, as JSON.</summary>
    public void Add(ReadOnlySpan<byte> row)
    {
        if (Rows++ > 0)
        {
            _body.Write(","u8);
        }

        _body.Write(row);
    }

    /// <summary>Its body; nothing can be added after that.</summary>
    public ReadOnlyMemory<byte> Close()
    {
        _body.Write(End);
        return _body.WrittenMemory;
    }
}
