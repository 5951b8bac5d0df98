using System.Text;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Contacts;

/// <summary>
/// <see cref="ContactFields"/> as a store has them, each as UTF-8 where it lies: in the request, or in the engine's own
/// buffer. So an upload is compared and written without a string being made. Empty is null: no text is ever empty.
/// </summary>
public readonly ref struct FieldBytes
{
    /// <summary>Readable name as stored.</summary>
    public ReadOnlySpan<byte> DisplayName { get; init; }

    /// <summary>First name.</summary>
    public ReadOnlySpan<byte> FirstName { get; init; }

    /// <summary>Last name.</summary>
    public ReadOnlySpan<byte> LastName { get; init; }

    /// <summary>Email address.</summary>
    public ReadOnlySpan<byte> Email { get; init; }

    /// <summary>Company.</summary>
    public ReadOnlySpan<byte> CompanyName { get; init; }

    /// <summary>Compact JSON of an object.</summary>
    public ReadOnlySpan<byte> CustomFields { get; init; }

    /// <summary>The fields after a row's patch.</summary>
    public FieldBytes With(ContactPatch patch) => new()
    {
        DisplayName = patch.DisplayName.ApplyTo(DisplayName),
        FirstName = patch.FirstName.ApplyTo(FirstName),
        LastName = patch.LastName.ApplyTo(LastName),
        Email = patch.Email.ApplyTo(Email),
        CompanyName = patch.CompanyName.ApplyTo(CompanyName),
        CustomFields = patch.CustomFields.ApplyTo(CustomFields),
    };

    /// <summary>Whether nothing differs.</summary>
    public bool SameAs(in FieldBytes other) =>
        DisplayName.SequenceEqual(other.DisplayName) && FirstName.SequenceEqual(other.FirstName) && LastName.SequenceEqual(other.LastName) &&
        Email.SequenceEqual(other.Email) && CompanyName.SequenceEqual(other.CompanyName) && CustomFields.SequenceEqual(other.CustomFields);

    /// <summary>The same as strings.</summary>
    public ContactFields ToFields()
    {
        return new(Text(DisplayName), Text(FirstName), Text(LastName), Text(Email), Text(CompanyName), CustomFields.ToArray());

        static string? Text(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? null : Encoding.UTF8.GetString(utf8);
    }
}
