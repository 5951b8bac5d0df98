using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Core.Store;

/// <summary>A place in a suppression list, opaque to clients.</summary>
/// <param name="CreatedAt">The time of the phone at that place, in milliseconds since 1970.</param>
/// <param name="Phone">Its number.</param>
public readonly record struct SuppressionCursor(long CreatedAt, long Phone)
{
    private const int ByteCount = 2 * sizeof(long);

    /// <summary>Before the first place of any list.</summary>
    public static SuppressionCursor Beginning { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>The place of a phone on its list.</summary>
    public static SuppressionCursor Of(Suppression suppression) => new(suppression.CreatedAt.ToUnixTimeMilliseconds(), suppression.Phone.Number);

    /// <summary>The text that clients get and send back.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Phone);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out SuppressionCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        cursor = default;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length != ByteCount)
        {
            return false;
        }

        cursor = new SuppressionCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return true;
    }
}
