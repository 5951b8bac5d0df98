using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// Takes from a column's name what people write in different ways: <c>firstName</c>, <c>FIRST_NAME</c> and <c>First name (*):</c> are the
/// words <c>first name</c>; <c>Prénom</c> is <c>prenom</c>.
/// </summary>
internal static class HeaderText
{
    // Longer texts are prose, not names; what follows is not looked at.
    private const int MaxLength = 256;

    /// <summary>The words, one blank between two. Of a name without letters and digits it is empty.</summary>
    public static string Fold(string header) => string.Join(' ', Words(header));

    /// <summary>
    /// The words: letters or digits in a row, parted where small letters meet capitals. Of Chinese, Japanese and Korean each character is
    /// one, as there are no spaces to part them by.
    /// </summary>
    public static IReadOnlyList<string> Words(string header)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var text = Compatible(header);
        for (var i = 0; i < text.Length; i++)
        {
            if (i > 0 && word.Length > 0 && IsSeam(text, i))
            {
                words.Add(Fold(word));
            }

            if (IsOfWord(text[i]))
            {
                word.Append(text[i]);
            }
        }

        if (word.Length > 0)
        {
            words.Add(Fold(word));
        }

        return words;
    }

    // NFKC throws on half a character, and on U+FFFE; neither is part of a word, nor are emoji. Joiners and variation selectors are invisible
    // and left out by many.
    private static string Compatible(string header)
    {
        var kept = new StringBuilder(Math.Min(header.Length, MaxLength));
        foreach (var rune in header.EnumerateRunes().Take(MaxLength))
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not (0xFFFE or (>= 0xFE00 and <= 0xFE0F)))
            {
                kept.Append(rune.IsBmp || Rune.IsLetterOrDigit(rune) ? rune.ToString() : " ");
            }
        }

        return kept.ToString().Normalize(NormalizationForm.FormKC);
    }

    private static bool IsOfWord(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>Whether a word ends before the character.</summary>
    private static bool IsSeam(string text, int i)
    {
        var (before, after) = (text[i - 1], text[i]);
        return !IsOfWord(after)
            || IsOneWord(before) || IsOneWord(after)
            || char.IsDigit(before) != char.IsDigit(after)
            || (char.IsLower(before) && char.IsUpper(after))
            || (char.IsUpper(before) && char.IsUpper(after) && i + 1 < text.Length && char.IsLower(text[i + 1]));
    }

    // Kana, Han and Hangul syllables.
    private static bool IsOneWord(char c) =>
        c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7A3');

    private static string Fold(StringBuilder word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word.ToString().Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (!IsLeftOut(c))
            {
                folded.Append(c switch
                {
                    'ß' => "ss",
                    'ı' => "i",
                    'ø' => "o",
                    'ł' => "l",
                    'đ' => "d",
                    'æ' => "ae",
                    'œ' => "oe",
                    'ی' or 'ى' => "ي", // Persian and Urdu, and Arabic without its dots
                    'ک' => "ك",
                    'ة' or 'ہ' or 'ۃ' => "ه",
                    _ => c.ToString(),
                });
            }
        }

        word.Clear();
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }

    // The accents of Latin, Greek and Cyrillic; the vowel signs and hamza of Arabic, and its lengthening; the dot below of Indian letters.
    // The vowel signs of Indian scripts stay: they are half of the word.
    private static bool IsLeftOut(char c) =>
        c is (>= '\u0300' and <= '\u036F') or (>= '\u064B' and <= '\u0655')
            or '\u0670' or '\u0640' or '\u093C' or '\u09BC' or '\u0A3C' or '\u0ABC';
}
