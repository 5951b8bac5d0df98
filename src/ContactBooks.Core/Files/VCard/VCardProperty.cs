using System.Globalization;

namespace ContactBooks.Core.Files.VCard;

/// <summary>One property of a card: <c>item1.TEL;TYPE=cell,pref:+91 70007 82082</c>.</summary>
internal sealed class VCardProperty
{
    private readonly List<string> _types = [];
    private readonly string _value;
    private bool _isQuotedPrintable;
    private string? _charset;
    private int _preference = 100;

    private VCardProperty(string name, string value)
    {
        Name = name;
        _value = value;
    }

    /// <summary>Its name in capitals, without its group.</summary>
    public string Name { get; }

    /// <summary>Its value as it stands in the file, but for quoted-printable, which is decoded.</summary>
    public string Value => _isQuotedPrintable ? QuotedPrintable.Decode(_value, _charset) : _value;

    /// <summary>Of several with one name, the smaller is preferred: 1 to 100 as version 4 has it, 1 for <c>PREF</c> of the older.</summary>
    public int Preference => _types.Contains("PREF") ? 1 : _preference;

    /// <summary>Whether it only repeats what other properties say (RFC 9554, 4.3).</summary>
    public bool IsDerived { get; private set; }

    /// <summary>Whether it is one of these types (<c>CELL</c>, <c>FAX</c>), given in capitals.</summary>
    public bool HasType(params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (_types.Contains(type))
                return true;
        }

        return false;
    }

    /// <summary>Whether a line that is not unfolded yet, of this beginning, is quoted-printable.</summary>
    public static bool IsQuotedPrintable(ReadOnlySpan<char> line) =>
        line.IndexOf(':') is var colon and > 0 && line[..colon].Contains("QUOTED-PRINTABLE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name that a line begins with, as it stands, without its group.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAny(';', ':') is var end and >= 0)
            line = line[..end];
        return line[(line.LastIndexOf('.') + 1)..].Trim();
    }

    /// <summary>Reads an unfolded line; null for one that is no property.</summary>
    public static VCardProperty? Parse(ReadOnlySpan<char> line)
    {
        var colon = ValueStart(line);
        if (colon < 0)
            return null;

        var property = new VCardProperty(NameOf(line[..colon]).ToString().ToUpperInvariant(), line[(colon + 1)..].ToString());
        if (line[..colon].Contains(';'))
        {
            foreach (var part in SplitParameters(line[..colon].ToString()).Skip(1))
            {
                property.TakeParameter(part);
            }
        }

        return property;
    }

    private void TakeParameter(string parameter)
    {
        var equals = parameter.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? "TYPE" : parameter[..equals].Trim().ToUpperInvariant();
        var value = parameter[(equals + 1)..].Trim().Trim('"').ToUpperInvariant();
        switch (name)
        {
            // In version 2.1 the encoding may stand without its name, as types do.
            case "TYPE" or "ENCODING":
                _types.AddRange(value.Split(',', StringSplitOptions.TrimEntries));
                _isQuotedPrintable |= value == "QUOTED-PRINTABLE";
                break;
            case "CHARSET":
                _charset = value;
                break;
            case "DERIVED":
                IsDerived = value == "TRUE";
                break;
            case "PREF" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var preference):
                _preference = preference;
                break;
        }
    }

    // A colon in a parameter stands in quotes.
    private static int ValueStart(ReadOnlySpan<char> line)
    {
        var inQuotes = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
                inQuotes = !inQuotes;
            else if (line[i] == ':' && !inQuotes)
                return i;
        }

        return line.IndexOf(':');
    }

    private static IEnumerable<string> SplitParameters(string text)
    {
        var start = 0;
        var inQuotes = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
                inQuotes = !inQuotes;
            if (text[i] != ';' || inQuotes)
                continue;
            yield return text[start..i];
            start = i + 1;
        }

        yield return text[start..];
    }
}
