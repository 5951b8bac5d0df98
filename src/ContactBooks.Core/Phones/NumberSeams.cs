using System.Text.RegularExpressions;

namespace ContactBooks.Core.Phones;

/// <summary>
/// Step 7 of the road, for texts with letters or separators in them: where one could part two numbers, and what an extension looks like.
/// </summary>
internal static partial class NumberSeams
{
    /// <summary>
    /// The pieces between the places where a text could be two numbers: <c>98… / 97…</c>, <c>98… or 97…</c>, <c>+98… +97…</c>.
    /// </summary>
    public static Regex.ValueSplitEnumerator Pieces(string folded) => Seam().EnumerateSplits(folded);

    /// <summary>Whether a text ends in an extension, in one of the spellings that libphonenumber knows.</summary>
    public static bool EndsInExtension(string folded) => Extension().IsMatch(folded);

    [GeneratedRegex(@"[/\\,;|&\r\n\u2028\u2029]|(?=\+)|(?<!\p{L})(?:or|and)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Seam();

    // The labels and lengths are libphonenumber's (its ExtnPatternsForParsing): a labelled extension has up to 20 digits, one after
    // a double comma or a semicolon up to 15, one after a comma up to 9. More are another number, or a list.
    [GeneratedRegex(
        """
          ^ (?: [^\p{L}\d]* \d ){3,} [^\p{L}\d]*
            (?: e?xt (?: ensi (?: o\u0301? | \u00F3 ) )? n? | \u0434\u043E\u0431 | anexo | x | int ) [:.=]? [\s,-]* \d{1,20} \s*\#?\s* $
        | ^ [^,;]* \d \s* (?: ,, | ; ) [:.]? [\s-]* \d{1,15} \s*\#?\s* $
        | ^ [^,;]* \d \s* , [:.]? [\s-]* \d{1,9} \s*\#?\s* $
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
