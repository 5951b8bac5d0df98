using System.Buffers.Binary;
using System.Text;

namespace ContactBooks.Core.Identity;

/// <summary>
/// The one identifier of a contact, <c>ct_</c> and 26 characters. It is also the contact's key in the store (16 bytes, big
/// endian), so there is no second, internal one that could leak. Its order is the order of creation: the first 48 bits
/// are the millisecond, the next 16 the row of its upload, the last 64 random.
/// </summary>
/// <param name="Value">The 128 bits.</param>
public readonly record struct ContactUid(UInt128 Value)
{
    /// <summary>Bytes of the binary form.</summary>
    public const int ByteCount = 16;

    /// <summary>Characters of the text, all ASCII.</summary>
    public const int TextLength = 3 + Crockford.Length;

    private const int BitsAfterTime = 80;

    /// <summary>When it was made, to the millisecond.</summary>
    public DateTimeOffset CreatedAt => DateTimeOffset.FromUnixTimeMilliseconds((long)(Value >> BitsAfterTime));

    /// <summary>What comes before all that are made at a time, and after those that were made before.</summary>
    public static ContactUid FirstOf(DateTimeOffset time) => new((UInt128)(ulong)time.ToUnixTimeMilliseconds() << BitsAfterTime);

    /// <summary>Writes the 16 bytes, whose order is that of the texts.</summary>
    public void WriteBytes(Span<byte> destination) => BinaryPrimitives.WriteUInt128BigEndian(destination, Value);

    /// <summary>Reads the first 16 bytes of <paramref name="source"/>.</summary>
    public static ContactUid FromBytes(ReadOnlySpan<byte> source) => new(BinaryPrimitives.ReadUInt128BigEndian(source));

    /// <summary>Writes the <see cref="TextLength"/> ASCII characters of the text.</summary>
    public void WriteText(Span<byte> destination)
    {
        "ct_"u8.CopyTo(destination);
        Crockford.Write(Value, destination[3..]);
    }

    /// <summary>Reads a text; false for one that is none.</summary>
    public static bool TryParse(string text, out ContactUid uid)
    {
        uid = default;
        if (text.Length != TextLength || !text.StartsWith("ct_", StringComparison.Ordinal) || !Crockford.TryRead(text.AsSpan(3), out var value))
        {
            return false;
        }

        uid = new ContactUid(value);
        return true;
    }

    /// <summary>The text, <c>ct_…</c>.</summary>
    public override string ToString()
    {
        Span<byte> text = stackalloc byte[TextLength];
        WriteText(text);
        return Encoding.ASCII.GetString(text);
    }
}
