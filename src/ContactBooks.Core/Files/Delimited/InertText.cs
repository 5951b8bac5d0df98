using ContactBooks.Core.CustomFields;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>
/// Keeps spreadsheets from running a text of ours: they take a cell that begins with <c>= + - @</c> for a formula, and formulas can fetch
/// and send. Such a text gets a <c>'</c> before it (OWASP, CSV Injection), and whoever reads the file takes it off again.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>The signs count behind blanks and invisible characters too, and in their full-width forms (U+FF1D and its kin), which spreadsheets
/// of East Asia take alike.</item>
/// <item>Behind a <c>'</c> as well: <c>'=1</c> becomes <c>''=1</c>. So each text has a form of its own, and comes back just as it was.</item>
/// <item>A number (<c>-5</c>) and a phone as <see cref="SpacedPhone"/> writes it (<c>+91 7000782082</c>) run nothing and stay as they are.</item>
/// </list>
/// </remarks>
internal static class InertText
{
    private const char Mark = '\'';

    /// <summary>The text as a cell.</summary>
    public static string Of(string text) => IsMarked(text) ? Mark + text : text;

    /// <summary>The text that a cell was made of.</summary>
    public static string Original(string cell) => cell is [Mark, ..] && IsMarked(cell.AsSpan(1)) ? cell[1..] : cell;

    private static bool IsMarked(ReadOnlySpan<char> text)
    {
        var bare = text.TrimStart(Mark);
        return !bare.IsEmpty && IsRunnable(bare);
    }

    private static bool IsRunnable(ReadOnlySpan<char> text)
    {
        if (text[0] is '\t' or '\r')
            return true;

        var seen = text;
        while (!seen.IsEmpty && IsInvisible(seen[0]))
        {
            seen = seen[1..];
        }

        return !seen.IsEmpty && IsSign(seen[0]) && !NumberText.Is(text) && !SpacedPhone.Is(text);
    }

    private static bool IsSign(char c) => c is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsInvisible(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format;
}
