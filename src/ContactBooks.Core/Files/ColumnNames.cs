using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Files;

/// <summary>Makes the columns' names out of a header, by the rule of <see cref="FileLayout.Columns"/>.</summary>
internal static class ColumnNames
{
    /// <summary>Names each column once. Names that differ in case only count as one.</summary>
    /// <param name="header">The header's texts; empty if there is none.</param>
    /// <param name="count">How many columns there are; columns beyond the header's are named by their number.</param>
    public static IReadOnlyList<string> Make(IReadOnlyList<string> header, int count)
    {
        var names = new string[count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < count; i++)
        {
            var name = i < header.Count ? Tidy(header[i]) : "";
            if (name.Length == 0)
                name = $"Column {i + 1}";
            names[i] = name;
            for (var copy = 2; !taken.Add(names[i]); copy++)
            {
                names[i] = $"{name} ({copy})";
            }
        }

        return names;
    }

    /// <summary>A header's text as it looks: without invisible characters, each run of blanks and line breaks one blank.</summary>
    public static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                if (tidy.Length > 0 && tidy[^1] != ' ')
                    tidy.Append(' ');
            }
            else if (c is '\u200C' or '\u200D' || char.GetUnicodeCategory(c) != UnicodeCategory.Format)
            {
                // The joiners (U+200C, U+200D) are part of how Hindi and Persian are spelt.
                tidy.Append(c);
            }
        }

        return tidy.ToString().Trim(' ', '\u200C', '\u200D');
    }
}
