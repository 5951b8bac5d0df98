namespace ContactBooks.Core.Files;

/// <summary>Tells a value from a label by its looks.</summary>
internal static class CellShape
{
    // More is prose, whatever digits are in it.
    private const int LongestValue = 64;

    /// <summary>Whether it looks like a phone, number, date or time, email or web address: what no column is called.</summary>
    public static bool IsValue(string cell)
    {
        var text = cell.AsSpan().Trim();
        if (text.IsEmpty || text.Length > LongestValue)
            return false;
        return IsAddress(text) || IsNumberOrDate(text);
    }

    private static bool IsAddress(ReadOnlySpan<char> text) =>
        !text.Contains(' ')
        && (text.IndexOf('@') is var at and > 0 && text[at..].Contains('.') || text.StartsWith("http://") || text.StartsWith("https://"));

    // A phone begins with its digits, a label (Phone 2) with its word; a few letters are those of times (T, Z, PM), exponents and extensions.
    private static bool IsNumberOrDate(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("+('\u200E\u202A\u202C\uFEFF");
        if (text.IsEmpty || !char.IsDigit(text[0]) && text[0] is not ('-' or '.'))
            return false;

        var (digits, letters) = (0, 0);
        foreach (var c in text)
        {
            digits += char.IsDigit(c) ? 1 : 0;
            letters += char.IsLetter(c) ? 1 : 0;
        }

        return digits > 0 && (letters == 0 || digits >= 5 && letters <= 3);
    }
}
