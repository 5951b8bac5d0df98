using System.Text;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Mapping;

/// <summary>Makes keys of custom fields out of columns' names.</summary>
internal static class CustomFieldKey
{
    // What our own exports put before a key, so that a field of a contact and a custom one of the same name stay apart.
    private const string ExportPrefix = "customFields.";

    // And after it where its values are no texts, or where it ends so itself: types are told, not found from values that may look otherwise.
    private static readonly (string Suffix, CustomFieldType Type)[] ExportTypes =
        [(" (number)", CustomFieldType.Number), (" (boolean)", CustomFieldType.Boolean), (" (text)", CustomFieldType.Text)];

    /// <summary>Whether a column's name is one that our own exports give a custom field.</summary>
    public static bool IsExported(string column) =>
        column.StartsWith(ExportPrefix, StringComparison.Ordinal) && column.Length > ExportPrefix.Length;

    /// <summary>The column's name that our own exports give a key whose values are of that type: text, number or boolean.</summary>
    public static string Export(string key, CustomFieldType type)
    {
        var column = ExportPrefix + key;
        return type == CustomFieldType.Text && SuffixOf(column) is null
            ? column
            : column + ExportTypes.First(each => each.Type == type).Suffix;
    }

    /// <summary>The type that such a name tells.</summary>
    public static CustomFieldType ExportedType(string column) =>
        ExportTypes.FirstOrDefault(each => column.EndsWith(each.Suffix, StringComparison.Ordinal), (Suffix: "", Type: CustomFieldType.Text))
            .Type;

    /// <summary>
    /// The key that a column's name stands for: trimmed, each run of blanks and control characters one blank, cut at 64 code points. Of
    /// <c>customFields.city</c> it is <c>city</c>, and of <c>customFields.age (number)</c> <c>age</c>.
    /// </summary>
    public static string Of(string column)
    {
        var name = column.Trim();
        if (IsExported(name))
        {
            name = name[ExportPrefix.Length..^(SuffixOf(name)?.Length ?? 0)];
        }

        var key = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var isBlank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
            if (!isBlank)
            {
                key.Append(rune.ToString());
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }

        return Cut(Nfc.Of(key.ToString().Trim()), CustomFieldsLimits.MaxKeyLength);
    }

    /// <summary>The same, with a number at its end where the key is taken; it is taken then.</summary>
    public static string Unique(string column, HashSet<string> taken)
    {
        var first = Of(column);
        var key = first;
        for (var copy = 2; !taken.Add(key); copy++)
        {
            var end = $" ({copy})";
            key = Cut(first, CustomFieldsLimits.MaxKeyLength - end.Length) + end;
        }

        return key;
    }

    private static string? SuffixOf(string column) =>
        ExportTypes.Select(each => each.Suffix).FirstOrDefault(suffix =>
            column.Length > ExportPrefix.Length + suffix.Length && column.EndsWith(suffix, StringComparison.Ordinal));

    private static string Cut(string text, int codePoints)
    {
        if (TextRule.CodePoints(text) <= codePoints)
        {
            return text;
        }

        var length = 0;
        foreach (var rune in text.EnumerateRunes().Take(codePoints))
        {
            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd();
    }
}
