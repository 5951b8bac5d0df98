using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Phones;

/// <summary>What a text is made of besides digits, where it matters.</summary>
[Flags]
internal enum WrittenMarks
{
    None = 0,

    /// <summary>A letter, anywhere.</summary>
    Letters = 1,

    /// <summary>
    /// Something that may part two numbers, between digits: <c>/</c>, a line's end, <c>,</c> <c>;</c> <c>|</c> <c>&amp;</c>, a second
    /// plus.
    /// </summary>
    Seam = 2,

    /// <summary><c>,</c> or <c>;</c> between digits: an extension's beginning, or a list.</summary>
    Comma = 4,

    /// <summary><c>#</c> after a digit, or <c>~</c> between digits: libphonenumber reads an extension there.</summary>
    Extension = 8,

    /// <summary>A character between digits that no phone number is written with, or a control or replacement character anywhere.</summary>
    Odd = 16,
}

/// <summary>
/// The digits of a folded text, whether a plus leads them, and what else is in it. libphonenumber drops the same spaces, dashes, dots,
/// slashes and brackets between the digits, and whatever stands before the first and after the last; doing it here is what lets letters and
/// two numbers be seen before it reads digits into them, and keeps hopeless texts from its exceptions.
/// </summary>
/// <param name="Digits">The ASCII digits; cut at <see cref="MostDigits"/>.</param>
/// <param name="HasPlus">Whether a plus stands before the first digit.</param>
/// <param name="Marks">What else is in the text.</param>
internal readonly record struct WrittenNumber(string Digits, bool HasPlus, WrittenMarks Marks)
{
    /// <summary>
    /// One more than any phone can be written with: an international prefix of 5 (00700 in Korea) before 15 digits.
    /// </summary>
    public const int MostDigits = 21;

    public static WrittenNumber Scan(string text)
    {
        Span<char> digits = stackalloc char[MostDigits];
        var count = 0;
        var plus = false;
        var marks = WrittenMarks.None;
        // What stands after the last digit is dropped, so a mark counts only once a digit follows it.
        var pending = WrittenMarks.None;

        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c))
            {
                if (count < MostDigits)
                    digits[count++] = c;
                marks |= pending;
                pending = WrittenMarks.None;
                continue;
            }

            var begun = count > 0 || plus;
            switch (c)
            {
                case ' ' or '-' or '.' or '(' or ')' or '[' or ']' or '\t':
                    break;
                case '+' when count == 0:
                    plus = true;
                    break;
                case '+':
                    pending |= WrittenMarks.Seam | WrittenMarks.Odd;
                    break;
                case '/' or '\n' or '\r' when begun:
                    pending |= WrittenMarks.Seam;
                    break;
                case ',' or ';' when begun:
                    pending |= WrittenMarks.Seam | WrittenMarks.Comma;
                    break;
                case '|' or '&' or '\\' when begun:
                    pending |= WrittenMarks.Seam | WrittenMarks.Odd;
                    break;
                case '#' when begun:
                    marks |= WrittenMarks.Extension;
                    break;
                case '~' when begun:
                    pending |= WrittenMarks.Extension;
                    break;
                default:
                    if (char.IsAsciiLetter(c))
                        marks |= WrittenMarks.Letters;
                    else if (char.IsControl(c))
                        marks |= IsLineEnd(c) ? WrittenMarks.None : WrittenMarks.Odd;
                    else if (!char.IsAscii(c))
                        ScanUnicode(text, ref i, begun, ref marks, ref pending);
                    else if (begun)
                        pending |= WrittenMarks.Odd;
                    break;
            }
        }

        // The digits of an ordinary phone are the text itself: no copy.
        return new(count == text.Length ? text : new string(digits[..count]), plus, marks);
    }

    /// <summary>
    /// Scans an ordinary number: digits, a plus before them, spaces, dashes and brackets between, and nothing that the steps before this
    /// one would look at. What it gives is what they and <see cref="Scan"/> give.
    /// </summary>
    /// <param name="utf8">The text.</param>
    /// <param name="digits">Where the digits go, <see cref="MostDigits"/> of them.</param>
    /// <param name="count">How many there are, fewer than <see cref="MostDigits"/>.</param>
    /// <param name="hasPlus">Whether a plus stands before them.</param>
    public static bool TryScanOrdinary(ReadOnlySpan<byte> utf8, Span<byte> digits, out int count, out bool hasPlus)
    {
        (count, hasPlus) = (0, false);
        foreach (var c in utf8)
        {
            switch (c)
            {
                case >= (byte)'0' and <= (byte)'9' when count < MostDigits - 1:
                    digits[count++] = c;
                    break;
                case (byte)'+' when count == 0:
                    hasPlus = true;
                    break;
                case (byte)' ' or (byte)'-' or (byte)'(' or (byte)')':
                    break;
                default:
                    return false;
            }
        }

        return count > 0;
    }

    private static void ScanUnicode(string text, ref int i, bool begun, ref WrittenMarks marks, ref WrittenMarks pending)
    {
        Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
        i += length - 1;
        var category = Rune.GetUnicodeCategory(rune);

        // Japanese keyboards write the dash of a number as U+30FC, the long vowel sign: by category a letter, to libphonenumber a dash.
        // What stands for a character that couldn't be decoded may stand for a digit: refused even around the number.
        if (rune == Rune.ReplacementChar)
            marks |= WrittenMarks.Odd;

        var isGap = category is UnicodeCategory.DashPunctuation or UnicodeCategory.SpaceSeparator || rune.Value is 0x2212 or 0x30FC;
        if (isGap || !begun && !Rune.IsLetter(rune))
            return;

        if (category is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
            pending |= WrittenMarks.Seam;
        else if (rune.Value is 0x2053 or 0x223C)
            pending |= WrittenMarks.Extension;
        else if (Rune.IsLetter(rune))
            marks |= WrittenMarks.Letters;
        else
            pending |= WrittenMarks.Odd;
    }

    // Before the first digit a line's end is a blank.
    private static bool IsLineEnd(char c) => c is '\n' or '\r';
}
