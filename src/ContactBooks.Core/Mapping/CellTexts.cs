using System.Buffers;
using System.Text.Unicode;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// Brings cells into UTF-8, one behind another in a buffer, as the texts of a JSON body stand: the steps that follow are quick with such
/// texts, and an array for each would be half of what a row costs. When a buffer is full another is begun, and the old one lives as long as
/// its rows.
/// </summary>
internal sealed class CellTexts
{
    private const int BufferBytes = 32 * 1024;

    private byte[] _buffer = [];
    private int _used;

    /// <summary>The text of a cell.</summary>
    public RawText Add(ReadOnlySpan<char> cell)
    {
        if (PlainRoad.IsTaken)
        {
            return RawText.Of(cell.ToString());
        }

        var status = Utf8.FromUtf16(cell, _buffer.AsSpan(_used), out _, out var length, replaceInvalidSequences: false);
        if (status == OperationStatus.DestinationTooSmall)
        {
            // A character has 3 bytes at the most.
            _buffer = new byte[Math.Max(BufferBytes, 3 * cell.Length)];
            _used = 0;
            status = Utf8.FromUtf16(cell, _buffer, out _, out length, replaceInvalidSequences: false);
        }

        if (status != OperationStatus.Done)
        {
            // Half a character has no UTF-8. The row is refused for it, which is for the normaliser to say.
            return RawText.Of(cell.ToString());
        }

        var text = new ArraySegment<byte>(_buffer, _used, length);
        _used += length;
        return RawText.Of(text);
    }
}
