using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Normalisation;

/// <summary>
/// The rule of every text: NFC, trimmed, no control characters but tab and line feed, no unpaired surrogates, a limit in
/// code points. Blank is as absent.
/// </summary>
public static class TextRule
{
    /// <summary>Applies the rule.</summary>
    /// <param name="raw">The text as it came.</param>
    /// <param name="field">Its name, for the message.</param>
    /// <param name="maxLength">Its limit in code points.</param>
    /// <param name="patch">What it does to what is stored; absent where there is a fault.</param>
    /// <returns>The fault, or null.</returns>
    public static RowFault? Apply(RawText raw, string field, int maxLength, out TextPatch patch)
    {
        patch = raw.IsNull ? TextPatch.Clear : TextPatch.Absent;
        if (!PlainRoad.IsTaken && raw.IsUtf8 && IsPrintableAscii(raw.Utf8))
        {
            var trimmed = Trim(raw.Utf8);
            patch = trimmed.Count == 0 || trimmed.Count > maxLength ? patch : TextPatch.Set(trimmed);
            return trimmed.Count > maxLength ? TooLong(field, maxLength) : null;
        }

        if (raw.Text is not { Length: > 0 } text)
        {
            return null;
        }

        // Half a character must be found first: NFC is not defined on it.
        if (HasUnpairedSurrogate(text))
        {
            return BadCharacters(field);
        }

        var value = text.Trim();
        if (value.Length == 0)
        {
            return null;
        }

        if (HasForbiddenControl(value))
        {
            return BadCharacters(field);
        }

        // Composing takes the square of the time where thousands of combining marks follow one another (80,000: 2.8 s), so
        // a text that is too long however it composes is not composed.
        if (!IsLongerThan(maxLength * Nfc.MaxShrinking, value))
        {
            value = Nfc.Of(value);
            if (!IsLongerThan(maxLength, value))
            {
                patch = raw.IsUtf8 && ReferenceEquals(value, text) ? TextPatch.Set(raw.Utf8) : TextPatch.Set(value);
                return null;
            }
        }

        return TooLong(field, maxLength);
    }

    /// <summary>Whether a text has control characters other than tab and line feed, or half a character.</summary>
    public static bool HasForbidden(ReadOnlySpan<char> text) => HasUnpairedSurrogate(text) || HasForbiddenControl(text);

    /// <summary>How many code points a well formed text has.</summary>
    public static int CodePoints(string text)
    {
        var count = text.Length;
        foreach (var c in text)
        {
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        }

        return count;
    }

    // Such a text is its own NFC, and a character is a byte: 5 ns instead of 60 for a name.
    private static bool IsPrintableAscii(ReadOnlySpan<byte> utf8) => utf8.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0;

    private static ArraySegment<byte> Trim(ArraySegment<byte> ascii)
    {
        var span = ascii.AsSpan();
        var trimmed = span.TrimStart((byte)' ');
        return ascii.Slice(span.Length - trimmed.Length, trimmed.TrimEnd((byte)' ').Length);
    }

    private static RowFault TooLong(string field, int maxLength) =>
        new(InvalidReason.FieldTooLong, field, $"{field} has more than {maxLength} characters. Shorten it.") { Limit = maxLength };

    private static bool IsLongerThan(int maxLength, string text) => text.Length > maxLength && CodePoints(text) > maxLength;

    private static RowFault BadCharacters(string field) =>
        new(InvalidReason.InvalidCharacters, field, $"{field} has a control character or half a character in it. Remove it.");

    private static bool HasForbiddenControl(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c) && c is not '\t' and not '\n')
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasUnpairedSurrogate(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (var i = at < 0 ? text.Length : at; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
