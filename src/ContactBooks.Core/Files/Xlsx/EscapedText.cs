using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Characters that XML has no place for, as SpreadsheetML writes them: <c>_x000D_</c>, and <c>_x005F_</c> for the underscore before what
/// only looks like one (ST_Xstring, ECMA-376 part 1, 22.9.2.19).
/// </summary>
internal static class EscapedText
{
    /// <summary>Characters that one character is written with at most.</summary>
    public const int LongestEscape = 7;

    // Whoever has none of these has nothing to escape.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Concat(Enumerable.Range(0xD800, 0x800)).Select(c => (char)c), '_', '\uFFFE', '\uFFFF']);

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

    /// <summary>Writes what XML has no place for, and an underscore that would be taken for the beginning of such an escape.</summary>
    public static string Escape(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
            return text;

        var escaped = new StringBuilder(text.Length + LongestEscape);
        for (var i = 0; i < text.Length; i++)
        {
            if (MustEscape(text, i))
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_");
            else
                escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    private static bool MustEscape(string text, int i) => text[i] switch
    {
        '_' => TryRead(text.AsSpan(i), out _),
        '\t' or '\n' => false,
        var c when char.IsHighSurrogate(c) => i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]),
        var c when char.IsLowSurrogate(c) => i == 0 || !char.IsHighSurrogate(text[i - 1]),
        var c => c is < ' ' or '\uFFFE' or '\uFFFF',
    };

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
