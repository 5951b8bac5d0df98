using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Search;

/// <summary>Digits as they stand in texts, with what people write between them.</summary>
public static class WrittenDigits
{
    /// <summary>The digits of a text that is nothing but digits and what stands between them, in ASCII; null for any other text.</summary>
    public static string? Of(string text)
    {
        var digits = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                digits.Append((char)('0' + char.GetNumericValue(c)));
            }
            else if (!IsGap(c))
            {
                return null;
            }
        }

        return digits.ToString();
    }

    /// <summary>
    /// The most digits that stand together in any field of some lines, the phones left out: nothing but gaps between them. A
    /// fragment of more digits, however it is written, is in none of these fields.
    /// </summary>
    /// <param name="lines">Lines as <see cref="SearchText.LineOf"/> makes them, each with its end.</param>
    public static int LongestIn(ReadOnlySpan<byte> lines)
    {
        var longest = 0;
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)SearchText.LineEnd);
            var line = lines[..end];
            lines = lines[(end + 1)..];
            var fields = line[(line.IndexOf((byte)SearchText.FieldEnd) + 1)..];
            longest = Math.Max(longest, Ascii.IsValid(fields) ? LongestInAscii(fields) : LongestIn(Encoding.UTF8.GetString(fields)));
        }

        return longest;
    }

    private static int LongestInAscii(ReadOnlySpan<byte> fields)
    {
        var (longest, count) = (0, 0);
        for (var first = fields.IndexOfAnyInRange((byte)'0', (byte)'9'); first >= 0 && first < fields.Length; first++)
        {
            count = CountOn(count, (char)fields[first]);
            longest = Math.Max(longest, count);
        }

        return longest;
    }

    private static int LongestIn(string fields)
    {
        var (longest, count) = (0, 0);
        foreach (var c in fields)
        {
            count = CountOn(count, c);
            longest = Math.Max(longest, count);
        }

        return longest;
    }

    private static int CountOn(int count, char c) => char.IsDigit(c) ? count + 1 : c != SearchText.FieldEnd && IsGap(c) ? count : 0;

    private static bool IsGap(char c) =>
        char.IsWhiteSpace(c) || c is '+' or '-' or '.' or '(' or ')' or '‑' or '–' or '/' || char.GetUnicodeCategory(c) == UnicodeCategory.Format;
}
