using ContactBooks.Core.Books;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Contacts;

/// <summary>What a contact holds besides its phone.</summary>
/// <param name="DisplayName">Readable name as stored, or null.</param>
/// <param name="FirstName">First name, or null.</param>
/// <param name="LastName">Last name, or null.</param>
/// <param name="Email">Email address, or null.</param>
/// <param name="CompanyName">Company, or null.</param>
/// <param name="CustomFields">Compact JSON of an object; empty for none.</param>
public readonly record struct ContactFields(
    string? DisplayName,
    string? FirstName,
    string? LastName,
    string? Email,
    string? CompanyName,
    ReadOnlyMemory<byte> CustomFields)
{
    /// <summary>The name a person reads: the stored one, else first and last name, else null.</summary>
    public string? ReadableName => DisplayName ?? (FirstName, LastName) switch
    {
        (null, null) => null,
        ({ } first, null) => first,
        (null, { } last) => last,
        ({ } first, { } last) => $"{first} {last}",
    };

    /// <summary>The fields after a row's patch.</summary>
    public ContactFields With(ContactPatch patch) => new(
        patch.DisplayName.ApplyTo(DisplayName),
        patch.FirstName.ApplyTo(FirstName),
        patch.LastName.ApplyTo(LastName),
        patch.Email.ApplyTo(Email),
        patch.CompanyName.ApplyTo(CompanyName),
        patch.CustomFields.ApplyTo(CustomFields));

    /// <summary>Whether nothing differs, the custom fields byte by byte.</summary>
    public bool SameAs(in ContactFields other) =>
        DisplayName == other.DisplayName && FirstName == other.FirstName && LastName == other.LastName &&
        Email == other.Email && CompanyName == other.CompanyName && CustomFields.Span.SequenceEqual(other.CustomFields.Span);
}

/// <summary>A book that a contact is in, an entry of its <c>groups</c>.</summary>
/// <param name="Uid">The book's identifier.</param>
/// <param name="Name">The book's name.</param>
/// <param name="Status">Whether the book is in use.</param>
public sealed record ContactGroup(string Uid, string Name, BookStatus Status);

/// <summary>A contact as it is read.</summary>
/// <param name="Uid">Its identifier.</param>
/// <param name="Phone">Its phone, unique within its customer.</param>
/// <param name="Fields">What else it holds.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">
/// When a value of it last changed, UTC: later than any change and any link to a book before it, if need be by a
/// millisecond, whatever the clock says.
/// </param>
/// <param name="Groups">All the books it is in, the oldest membership first.</param>
public sealed record Contact(
    ContactUid Uid,
    Phone Phone,
    ContactFields Fields,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<ContactGroup> Groups);
