using System.Collections.Frozen;

namespace ContactBooks.Core.Files.VCard;

/// <summary>What the properties of cards are called as columns, and in which order these stand.</summary>
internal static class VCardFields
{
    /// <summary>The property of our own exports that has all custom fields, as a JSON object.</summary>
    public const string CustomFields = "X-CONTACTBOOKS-CUSTOMFIELDS";

    /// <summary>The columns of known properties in their order.</summary>
    public static readonly string[] Columns =
    [
        "Name", "First name", "Last name", "Middle name", "Prefix", "Suffix", "Nickname", "Phone", "Email", "Company", "Department", "Title",
        "Role", "Street", "City", "Region", "Postal code", "Country", "Birthday", "Anniversary", "Gender", "Website", "Categories", "Note",
    ];

    /// <summary>The parts of <c>N</c>.</summary>
    public static readonly string[] NameParts = ["Last name", "First name", "Middle name", "Prefix", "Suffix"];

    /// <summary>The parts of <c>ADR</c> after the street.</summary>
    public static readonly string[] AddressParts = ["City", "Region", "Postal code", "Country"];

    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["FN"] = "Name",
        ["NICKNAME"] = "Nickname",
        ["TITLE"] = "Title",
        ["ROLE"] = "Role",
        ["BDAY"] = "Birthday",
        ["ANNIVERSARY"] = "Anniversary",
        ["GENDER"] = "Gender",
        ["URL"] = "Website",
        ["NOTE"] = "Note",
        [CustomFields] = ExportHeader.CustomFields,
    }.ToFrozenDictionary();

    // Pictures and sounds, what programs note for themselves, and what repeats another property.
    private static readonly FrozenSet<string> Ignored = new[]
    {
        "AGENT", "CLASS", "CLIENTPIDMAP", "KEY", "KIND", "LABEL", "LOGO", "MAILER", "PHOTO", "PRODID", "PROFILE", "REV", "SORT-STRING", "SOUND",
        "SOURCE", "UID", "XML", "X-ABADR", "X-ABLABEL", "X-ABORDER", "X-ABSHOWAS", "X-ABUID", "X-EVOLUTION-FILE-AS", "X-IMAGEHASH", "X-IMAGETYPE",
        "X-MS-CARDPICTURE", "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-MS-OL-DESIGN", "X-SHARED-PHOTO-DISPLAY-PREF",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IgnoredSpans = Ignored.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a property is no part of the table.</summary>
    public static bool IsIgnored(ReadOnlySpan<char> name) => IgnoredSpans.Contains(name);

    /// <summary>The column of a property that has one text; one that isn't known is called as it calls itself.</summary>
    public static string ColumnOf(string name) => Texts.GetValueOrDefault(name, name);
}
