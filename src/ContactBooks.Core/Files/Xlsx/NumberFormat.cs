using System.Buffers;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>Tells dates from numbers by the format that shows them (ECMA-376 part 1, 18.8.30 and 18.8.31).</summary>
internal static class NumberFormat
{
    private const int ShortestMonthName = 3;

    private static readonly SearchValues<char> ElapsedLetters = SearchValues.Create("hmsHMS");

    /// <summary>The kind of a built-in format, by its id.</summary>
    public static NumberKind KindOf(int id) => id switch
    {
        >= 14 and <= 17 or 22 => NumberKind.Date,
        >= 18 and <= 21 or 45 or 47 => NumberKind.Time,
        46 => NumberKind.Elapsed,
        // Of Chinese, Japanese and Korean editions: dates all, but for times at 32 to 35, and 55 and 56 which some of them show as such.
        >= 32 and <= 35 or 55 or 56 => NumberKind.Time,
        >= 27 and <= 36 or >= 50 and <= 58 => NumberKind.Date,
        // Of the Thai edition: t0.00 and its kin end at 70.
        >= 71 and <= 74 or 77 or 81 => NumberKind.Date,
        >= 75 and <= 80 => NumberKind.Time,
        _ => NumberKind.Number,
    };

    /// <summary>The kind of a format of one's own, by its code. The first section is what counts: that of positive numbers.</summary>
    public static NumberKind KindOf(ReadOnlySpan<char> code)
    {
        var (date, time, minutesOrMonths) = (false, false, false);
        for (var i = 0; i < code.Length; i++)
        {
            switch (code[i])
            {
                case ';':
                    i = code.Length;
                    break;
                case '"':
                    i = EndOf(code, i, '"');
                    break;
                // The next character is shown as it is, left blank, or repeated.
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = EndOf(code, i, ']');
                    if (IsElapsed(code[i..end]))
                        return NumberKind.Elapsed;
                    i = end;
                    break;
                case 'y' or 'Y' or 'd' or 'D':
                    date = true;
                    break;
                case 'h' or 'H' or 's' or 'S':
                    time = true;
                    break;
                case 'm' or 'M':
                    var length = LengthOf(code[i..], 'm', 'M');
                    date |= length >= ShortestMonthName;
                    minutesOrMonths = true;
                    i += length - 1;
                    break;
                case 'G' or 'g' when code[i..].StartsWith("General", StringComparison.OrdinalIgnoreCase):
                    i += "General".Length - 1;
                    break;
            }
        }

        // One or two m are minutes where hours or seconds stand beside them, months elsewhere.
        return date || (minutesOrMonths && !time) ? NumberKind.Date : time ? NumberKind.Time : NumberKind.Number;
    }

    // [h], [mm], [ss]; not [Red], [$-409], [>100].
    private static bool IsElapsed(ReadOnlySpan<char> bracket) =>
        bracket.Length > 1 && !bracket[1..].ContainsAnyExcept(ElapsedLetters);

    private static int LengthOf(ReadOnlySpan<char> text, char lower, char upper)
    {
        var length = text.IndexOfAnyExcept(lower, upper);
        return length < 0 ? text.Length : length;
    }

    private static int EndOf(ReadOnlySpan<char> code, int start, char mark)
    {
        var length = code[(start + 1)..].IndexOf(mark);
        return length < 0 ? code.Length : start + 1 + length;
    }
}
