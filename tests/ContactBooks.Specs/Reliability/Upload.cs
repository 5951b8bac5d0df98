using System.Globalization;
using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// An upload that can be found again: each of its rows has a custom field named after it, and those of later uploads of
/// the same contact merge into it, so that a count tells whether all of it is there, or none.
/// </summary>
internal sealed record Upload(string Marker, IReadOnlyList<int> Contacts)
{
    private byte[]? _body;

    public byte[] Body => _body ??= JsonSerializer.SerializeToUtf8Bytes(new
    {
        contacts = Contacts.Select(number => new
        {
            phone = PhoneOf(number),
            displayName = NameOf(number),
            companyName = Marker,
            customFields = new Dictionary<string, bool> { [Marker] = true },
        }),
    });

    /// <summary>Numbers from 0 to 99,999,999, all of them valid mobiles of India.</summary>
    public static string PhoneOf(int number) => $"9198{number:00000000}";

    public static string NameOf(int number) => $"Name {number.ToString(CultureInfo.InvariantCulture)}.";
}
