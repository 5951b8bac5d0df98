using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Search;

/// <summary>How texts are compared in a search: NFC, without case, anywhere in the text.</summary>
public static class SearchText
{
    /// <summary>Between two fields of a line; never in a field or a fragment.</summary>
    public const char FieldEnd = '\t';

    /// <summary>After a line; never in a field or a fragment.</summary>
    public const char LineEnd = '\n';

    /// <summary>
    /// Takes away what a search doesn't look at. Up, then down: so both Greek small sigmas are one, as their capital is.
    /// <c>ß</c> is <c>ss</c>, and the Turkish dotted and dotless i are i, which one-to-one mappings leave apart. Tabs and
    /// line feeds become spaces.
    /// </summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.ToLowerInvariant().Replace(FieldEnd, ' ').Replace(LineEnd, ' ');
        }

        var folded = Nfc.Of(text).ToUpperInvariant().ToLowerInvariant();
        return folded
            .Replace("ß", "ss", StringComparison.Ordinal)
            .Replace("İ", "i", StringComparison.Ordinal)
            .Replace("i\u0307", "i", StringComparison.Ordinal)
            .Replace("ı", "i", StringComparison.Ordinal)
            .Replace(FieldEnd, ' ')
            .Replace(LineEnd, ' ');
    }

    /// <summary>
    /// All that a search finds a contact by, folded, in one line (without its end): phone, readable name, and what of the
    /// other fields is not in the name already.
    /// </summary>
    public static string LineOf(Phone phone, in ContactFields fields)
    {
        var name = fields.ReadableName is { } readable ? Fold(readable) : "";
        var line = new StringBuilder(96).Append(phone.Number).Append(FieldEnd).Append(name);
        AppendUnlessIn(line, name, fields.FirstName);
        AppendUnlessIn(line, name, fields.LastName);
        AppendUnlessIn(line, "", fields.Email);
        AppendUnlessIn(line, "", fields.CompanyName);
        return line.ToString();
    }

    private static void AppendUnlessIn(StringBuilder line, string name, string? field)
    {
        if (field is null)
        {
            return;
        }

        var folded = Fold(field);
        if (name.Length == 0 || !name.Contains(folded, StringComparison.Ordinal))
        {
            line.Append(FieldEnd).Append(folded);
        }
    }
}
