using System.Globalization;

namespace ContactBooks.Core.Files.VCard;

/// <summary>A card as a row: its texts by the names of their columns.</summary>
internal sealed class VCardRow
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, int>? _counts;
    private readonly bool _isVersion21;

    /// <summary>Reads a card.</summary>
    public VCardRow(IReadOnlyList<VCardProperty> card)
    {
        _isVersion21 = card.Any(property => property is { Name: "VERSION", Value: "2.1" });
        foreach (var property in card.OrderBy(Rank).ThenBy(property => property.Preference))
        {
            Add(property);
        }
    }

    /// <summary>The texts, without blank ones. The second of a kind is in <c>Phone 2</c>, and so on.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    /// <summary>The phone to write to comes first: the preferred mobile, other mobiles, then whatever can be called.</summary>
    private static int Rank(VCardProperty property)
    {
        if (property.Name != "TEL")
            return 0;
        if (property.HasType("CELL", "IPHONE", "WHATSAPP"))
            return 1;
        return property.HasType("FAX", "PAGER", "MODEM", "TEXTPHONE") ? 3 : 2;
    }

    private void Add(VCardProperty property)
    {
        switch (property.Name)
        {
            case "VERSION":
            case "FN" when property.IsDerived:
                break;
            case "N":
                AddParts(VCardFields.NameParts, Split(property, ';'));
                break;
            case "ORG":
                var units = Split(property, ';');
                Add("Company", units[0]);
                Add("Department", Join(units.Skip(1)));
                break;
            case "ADR":
                // Post office box, extended address and street are one to the people who write them.
                var parts = Split(property, ';');
                Add("Street", Join(parts.Take(3)));
                AddParts(VCardFields.AddressParts, parts[Math.Min(3, parts.Count)..]);
                break;
            case "CATEGORIES":
                Add("Categories", Join(Split(property, ',')));
                break;
            case "TEL":
                Add("Phone", WithoutScheme(Text(property), "tel:"));
                break;
            case "EMAIL":
                Add("Email", WithoutScheme(Text(property), "mailto:"));
                break;
            default:
                Add(VCardFields.ColumnOf(property.Name), Text(property));
                break;
        }
    }

    private void AddParts(string[] names, List<string> parts)
    {
        foreach (var (name, part) in names.Zip(parts))
        {
            Add(name, part);
        }
    }

    private void Add(string name, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return;

        if (_texts.TryAdd(name, text))
            return;
        _counts ??= new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var count = _counts.GetValueOrDefault(name, 1) + 1;
        _counts[name] = count;
        _texts[string.Create(CultureInfo.InvariantCulture, $"{name} {count}")] = text;
    }

    private string Text(VCardProperty property) => VCardText.Unescape(property.Value, _isVersion21);

    private List<string> Split(VCardProperty property, char separator) => VCardText.Split(property.Value, separator, _isVersion21);

    private static string Join(IEnumerable<string> parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string WithoutScheme(string text, string scheme) =>
        text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text[scheme.Length..] : text;
}
