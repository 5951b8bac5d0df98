using System.Text;

namespace ContactBooks.Core.Files.VCard;

/// <summary>The texts inside of a property's value (RFC 6350, 3.4).</summary>
internal static class VCardText
{
    /// <summary>Resolves <c>\n \, \; \\</c>; other backslashes stay. Version 2.1 knows <c>\;</c> and <c>\,</c> alone.</summary>
    public static string Unescape(string text, bool isVersion21)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = text[i] == '\\' && i + 1 < text.Length ? text[i + 1] : '\0';
            var meant = next switch
            {
                ';' or ',' => next,
                'n' or 'N' when !isVersion21 => '\n',
                '\\' or ':' when !isVersion21 => next,
                _ => '\0',
            };
            plain.Append(meant == '\0' ? text[i] : meant);
            i += meant == '\0' ? 0 : 1;
        }

        return plain.ToString();
    }

    /// <summary>Writes a text so that it is one value, of one line.</summary>
    public static string Escape(string text) =>
        text.AsSpan().ContainsAny("\\,;\n")
            ? text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(",", @"\,", StringComparison.Ordinal)
                .Replace(";", @"\;", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal)
            : text;

    /// <summary>Cuts a value at a separator that has no backslash before it, and resolves each part.</summary>
    public static List<string> Split(string value, char separator, bool isVersion21)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == separator)
            {
                parts.Add(Unescape(value[start..i], isVersion21));
                start = i + 1;
            }
        }

        parts.Add(Unescape(value[start..], isVersion21));
        return parts;
    }
}
