using System.Buffers;
using System.Buffers.Binary;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Lines for a search block and the key of each: the contact and a stamp. A line is live while its stamp is the later of
/// its contact's last change and its membership's beginning; any other line of that contact is superseded.
/// </summary>
internal sealed class SearchLines(int expected)
{
    /// <summary>Bytes of a key: the identifier and the stamp (milliseconds since 1970).</summary>
    public const int KeyBytes = ContactUid.ByteCount + sizeof(long);

    private readonly ArrayBufferWriter<byte> _lines = new(Math.Max(64, expected * 80));
    private readonly ArrayBufferWriter<byte> _keys = new(Math.Max(64, expected * KeyBytes));

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    public ReadOnlySpan<byte> Keys => _keys.WrittenSpan;

    public static (ContactUid Uid, long Stamp) KeyAt(ReadOnlySpan<byte> keys, int line)
    {
        var key = keys.Slice(line * KeyBytes, KeyBytes);
        return (ContactUid.FromBytes(key), BinaryPrimitives.ReadInt64BigEndian(key[ContactUid.ByteCount..]));
    }

    /// <summary>Adds a line, given without its end.</summary>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> uid, long stamp)
    {
        var to = _lines.GetSpan(line.Length + 1);
        line.CopyTo(to);
        to[line.Length] = (byte)SearchText.LineEnd;
        _lines.Advance(line.Length + 1);

        var key = _keys.GetSpan(KeyBytes);
        uid.CopyTo(key);
        BinaryPrimitives.WriteInt64BigEndian(key[ContactUid.ByteCount..], stamp);
        _keys.Advance(KeyBytes);
        Count++;
    }

    /// <summary>Adds all lines of a block.</summary>
    public void AddBlock(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> keys)
    {
        _lines.Write(lines);
        _keys.Write(keys);
        Count += keys.Length / KeyBytes;
    }
}
