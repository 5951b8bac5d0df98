using System.Globalization;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Characters that XML has no place for, as SpreadsheetML writes them: <c>_x000D_</c>, and <c>_x005F_</c> for the underscore before what
/// only looks like one (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
/// </summary>
internal static class EscapedText
{
    /// <summary>Characters that one character is written with at most.</summary>
    public const int LongestEscape = 7;

    /// <summary>Puts the characters themselves into their place.</summary>
    /// <returns>How long the text is now.</returns>
    public static int Unescape(Span<char> text)
    {
        var from = text.IndexOf("_x");
        if (from < 0)
            return text.Length;

        var to = from;
        while (from < text.Length)
        {
            if (TryRead(text[from..], out var character))
            {
                text[to++] = character;
                from += LongestEscape;
            }
            else
            {
                text[to++] = text[from++];
            }
        }

        return to;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out char character)
    {
        character = default;
        if (text.Length < LongestEscape || text[0] != '_' || text[1] != 'x' || text[LongestEscape - 1] != '_')
            return false;
        if (!ushort.TryParse(text[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        character = (char)code;
        return true;
    }
}
