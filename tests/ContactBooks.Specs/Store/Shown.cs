using System.Text;
using ContactBooks.Core.Contacts;

namespace ContactBooks.Specs.Store;

/// <summary>All that can be seen of a contact, as values that compare.</summary>
internal sealed record Shown(
    string Uid,
    string Phone,
    string? DisplayName,
    string? FirstName,
    string? LastName,
    string? Email,
    string? CompanyName,
    string CustomFields,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Groups)
{
    public static Shown Of(Contact contact) => new(
        contact.Uid.ToString(),
        contact.Phone.ToString(),
        contact.Fields.DisplayName,
        contact.Fields.FirstName,
        contact.Fields.LastName,
        contact.Fields.Email,
        contact.Fields.CompanyName,
        Encoding.UTF8.GetString(contact.Fields.CustomFields.Span),
        contact.CreatedAt,
        contact.UpdatedAt,
        string.Join("; ", contact.Groups.Select(group => $"{group.Uid} {group.Name} {group.Status}")));

    public static List<Shown> Of(IEnumerable<Contact> contacts) => [.. contacts.Select(Of)];
}
