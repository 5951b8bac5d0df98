namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Which texts are numbers: those that JSON would write just so, and that every program reads exactly. A group separator or a decimal comma
/// makes a text, since <c>1,234</c> is one thing in India and another in Germany; so do leading zeros, which belong to codes.
/// </summary>
internal static class NumberText
{
    /// <summary>Digits that a double holds exactly, as spreadsheets do.</summary>
    public const int MaxDigits = 15;

    /// <summary>Characters of the longest: a sign, the digits and a point.</summary>
    public const int MaxLength = MaxDigits + 2;

    /// <summary>Whether a trimmed text is a number.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        if (text.StartsWith('-'))
        {
            text = text[1..];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? default : text[(point + 1)..];
        return IsDigits(whole)
            && (whole[0] != '0' || whole.Length == 1)
            && (point < 0 || IsDigits(fraction))
            && whole.Length + fraction.Length <= MaxDigits;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
