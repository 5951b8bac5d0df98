using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Mapping;

/// <summary>Which texts may be someone's name.</summary>
internal static class PersonName
{
    private const int MaxLength = 60;
    private const int MaxWords = 4;

    /// <summary>How many words a name has, 1 to 4; 0 for what looks like none: digits in it, one letter alone, a sentence.</summary>
    public static int WordsOf(string text)
    {
        if (text.Length > MaxLength)
        {
            return 0;
        }

        var (words, letters, isInWord) = (0, 0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetter(rune))
            {
                words += isInWord ? 0 : 1;
                letters++;
                isInWord = true;
            }
            else if (rune.Value == ' ')
            {
                isInWord = false;
            }
            else if (!IsInNames(rune))
            {
                return 0;
            }
        }

        return letters >= 2 && words <= MaxWords ? words : 0;
    }

    // O'Neill, d’Arc, Jean-Luc, "S. Kumar", "Rao, Asha"; the signs of Indian and Arabic letters, and the joiners between them.
    private static bool IsInNames(Rune rune) =>
        rune.Value is '\'' or '’' or '-' or '.' or ',' or 0x200C or 0x200D
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
