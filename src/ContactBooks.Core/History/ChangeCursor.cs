using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.History;

/// <summary>A place in a history, opaque to clients.</summary>
/// <param name="CreatedAt">When the change at that place was made, in milliseconds since 1970.</param>
/// <param name="Uid">That change.</param>
public readonly record struct ChangeCursor(long CreatedAt, string Uid)
{
    private const int MaxBytes = 96;

    /// <summary>The text that clients get and send back.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt);
        var length = sizeof(long) + Encoding.ASCII.GetBytes(Uid, bytes[sizeof(long)..]);
        return Base64Url.EncodeToString(bytes[..length]);
    }

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out ChangeCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        cursor = default;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length <= sizeof(long))
        {
            return false;
        }

        var uid = Encoding.ASCII.GetString(bytes[sizeof(long)..length]);
        cursor = new ChangeCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), uid);
        return PublicUid.IsWellFormed(PublicUid.Upload, uid) || PublicUid.IsWellFormed(PublicUid.Import, uid) || PublicUid.IsWellFormed(PublicUid.Change, uid);
    }
}

/// <summary>A place in the list of the contacts that an undo kept, opaque to clients.</summary>
/// <param name="Block">The change's block it is in.</param>
/// <param name="Place">Which of the contacts that were kept of that block, from 0.</param>
public readonly record struct KeptCursor(long Block, int Place)
{
    private const int ByteCount = sizeof(long) + sizeof(int);

    /// <summary>The text that clients get and send back.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Block);
        BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(long)..], Place);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor; false for any other text.</summary>
    public static bool TryParse(string text, out KeptCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        cursor = default;
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length != ByteCount)
        {
            return false;
        }

        cursor = new KeptCursor(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt32BigEndian(bytes[sizeof(long)..]));
        return cursor.Place >= 0;
    }
}
