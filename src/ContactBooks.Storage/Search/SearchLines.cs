using System.Buffers;
using System.Buffers.Binary;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;

namespace ContactBooks.Storage.Search;

/// <summary>
/// Lines for a search block and the key of each: the contact, a stamp, and the block it was written in. A line is live
/// while its stamp is the later of its contact's last change and its membership's beginning; any other line of that
/// contact is superseded. Lines stand by the block they were written in, newest first, and within it by phone: merging
/// and tidying keep that, so a line's place in a search is known even after the line itself is gone.
/// </summary>
internal sealed class SearchLines(int expected)
{
    /// <summary>
    /// Bytes of a key: the identifier, the stamp (milliseconds since 1970) and the number of the block it was written in,
    /// which is 0 while it is still there.
    /// </summary>
    public const int KeyBytes = ContactUid.ByteCount + sizeof(long) + sizeof(long);

    private const int StampAt = ContactUid.ByteCount;
    private const int BlockAt = StampAt + sizeof(long);

    private readonly ArrayBufferWriter<byte> _lines = new(Math.Max(64, expected * 80));
    private readonly ArrayBufferWriter<byte> _keys = new(Math.Max(64, expected * KeyBytes));

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Lines => _lines.WrittenSpan;

    public ReadOnlySpan<byte> Keys => _keys.WrittenSpan;

    /// <summary>The key of a line.</summary>
    /// <param name="keys">The keys of its block.</param>
    /// <param name="line">Which line, from 0.</param>
    /// <param name="block">The number of the block that it is in now.</param>
    public static (ContactUid Uid, long Stamp, long Block) KeyAt(ReadOnlySpan<byte> keys, int line, long block)
    {
        var key = keys.Slice(line * KeyBytes, KeyBytes);
        var written = BinaryPrimitives.ReadInt64BigEndian(key[BlockAt..]);
        return (ContactUid.FromBytes(key), BinaryPrimitives.ReadInt64BigEndian(key[StampAt..]), written == 0 ? block : written);
    }

    /// <summary>Adds a line, given without its end.</summary>
    /// <param name="line">Its text.</param>
    /// <param name="uid">Whose it is.</param>
    /// <param name="stamp">Until when it is live.</param>
    /// <param name="block">The number of the block it was written in; 0 for the one that these lines become.</param>
    public void Add(ReadOnlySpan<byte> line, ReadOnlySpan<byte> uid, long stamp, long block = 0)
    {
        var to = _lines.GetSpan(line.Length + 1);
        line.CopyTo(to);
        to[line.Length] = (byte)SearchText.LineEnd;
        _lines.Advance(line.Length + 1);

        var key = _keys.GetSpan(KeyBytes);
        uid.CopyTo(key);
        BinaryPrimitives.WriteInt64BigEndian(key[StampAt..], stamp);
        BinaryPrimitives.WriteInt64BigEndian(key[BlockAt..], block);
        _keys.Advance(KeyBytes);
        Count++;
    }

    /// <summary>Adds all lines of a block.</summary>
    public void AddBlock(long block, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> keys)
    {
        _lines.Write(lines);
        var count = keys.Length / KeyBytes;
        for (var line = 0; line < count; line++)
        {
            var key = _keys.GetSpan(KeyBytes);
            keys.Slice(line * KeyBytes, BlockAt).CopyTo(key);
            BinaryPrimitives.WriteInt64BigEndian(key[BlockAt..], KeyAt(keys, line, block).Block);
            _keys.Advance(KeyBytes);
        }

        Count += count;
    }
}
