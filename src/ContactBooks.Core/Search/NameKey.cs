using System.Buffers;
using System.Text;

namespace ContactBooks.Core.Search;

/// <summary>
/// What contacts are sorted by where they are sorted by name: the name that is shown, folded as a search folds it, its letters without
/// their marks, so that Élodie stands among the names with E. Keys are compared byte by byte, which is the order of the code points: one
/// script after the other, each about as its alphabet has it. A reader's own collation would take each name through tables of a language.
/// </summary>
public static class NameKey
{
    private const char FirstMark = '\u0300';
    private const char LastMark = '\u036F';

    /// <summary>From here on no letter has such marks.</summary>
    private const int Beyond = 0x2000;

    private static readonly char[] Bare = [.. Enumerable.Range(0, Beyond).Select(c => WithoutMarks((char)c))];

    /// <summary>The first bytes of U+00C0 to U+04FF and of U+1000 to U+1FFF, where all these letters are, and the marks.</summary>
    private static readonly SearchValues<byte> MarkedLeads =
        SearchValues.Create([.. Enumerable.Range(0xC3, 0xD3 - 0xC3 + 1).Select(lead => (byte)lead), 0xE1]);

    /// <summary>The key of the contact that a line is of; empty where it has no name.</summary>
    /// <param name="line">A line as <see cref="SearchText.LineOf"/> makes them, without its end.</param>
    /// <param name="room">Where a key is made that doesn't stand in the line as it is. Valid until the next use of it.</param>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> line, ref byte[] room)
    {
        var name = NameIn(line);
        if (!PlainRoad.IsTaken && !name.ContainsAny(MarkedLeads))
        {
            return name;
        }

        if (room.Length < name.Length)
        {
            room = new byte[2 * name.Length];
        }

        return room.AsSpan(0, WriteBare(name, room));
    }

    private static ReadOnlySpan<byte> NameIn(ReadOnlySpan<byte> line)
    {
        var rest = line[(line.IndexOf((byte)SearchText.FieldEnd) + 1)..];
        var end = rest.IndexOf((byte)SearchText.FieldEnd);
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>Writes a name without the marks of its letters, which makes it no longer; how many bytes.</summary>
    private static int WriteBare(ReadOnlySpan<byte> name, Span<byte> to)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(name, out var rune, out var count) == OperationStatus.Done)
        {
            name = name[count..];
            if (rune.Value >= Beyond)
            {
                length += rune.EncodeToUtf8(to[length..]);
            }
            else if (Bare[rune.Value] is not '\0' and var bare)
            {
                length += new Rune(bare).EncodeToUtf8(to[length..]);
            }
        }

        return length;
    }

    /// <summary>The letter that another is with marks; the character itself where it isn't one; 0 for a mark.</summary>
    private static char WithoutMarks(char c)
    {
        var parts = c.ToString().Normalize(NormalizationForm.FormD);
        return c is >= FirstMark and <= LastMark ? '\0'
            : parts.AsSpan(1).ContainsAnyExceptInRange(FirstMark, LastMark) ? c
            : parts[0];
    }
}
