using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.History;

/// <summary>What a change did to a contact.</summary>
[Flags]
public enum ChangeEffects : byte
{
    /// <summary>It was made, and put into the block's book.</summary>
    Created = 1,

    /// <summary>It was there and got other values.</summary>
    Changed = 2,

    /// <summary>It was there and came into the block's book.</summary>
    Linked = 4,

    /// <summary>It left books, and is in others still.</summary>
    Unlinked = 8,

    /// <summary>It is gone, out of all its books.</summary>
    Deleted = 16,
}

/// <summary>The fields of a contact of which some differ.</summary>
[Flags]
public enum FieldSet : byte
{
    /// <summary>Readable name.</summary>
    DisplayName = 1,

    /// <summary>First name.</summary>
    FirstName = 2,

    /// <summary>Last name.</summary>
    LastName = 4,

    /// <summary>Email address.</summary>
    Email = 8,

    /// <summary>Company.</summary>
    CompanyName = 16,

    /// <summary>Custom fields, as a whole.</summary>
    CustomFields = 32,

    /// <summary>All of them.</summary>
    All = 63,
}

/// <summary>What a change did to one contact, and what it needs to be taken back. Read where it lies in its block.</summary>
public readonly ref struct ChangeEntry
{
    /// <summary>The contact.</summary>
    public required ContactUid Uid { get; init; }

    /// <summary>What was done to it.</summary>
    public required ChangeEffects Effects { get; init; }

    /// <summary>When it last changed, after this: in milliseconds since 1970. Whoever finds another time there finds it edited since.</summary>
    public required long UpdatedAt { get; init; }

    /// <summary>Of one that got other values, when it had last changed before.</summary>
    public long FormerUpdatedAt { get; init; }

    /// <summary>Of one that got other values, which fields differ.</summary>
    public FieldSet Differing { get; init; }

    /// <summary>What those fields held before.</summary>
    public FieldBytes Former { get; init; }

    /// <summary>Of one that is gone, its phone.</summary>
    public Phone Phone { get; init; }

    /// <summary>Of one that is gone, when it was made.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The memberships that ended, 16 bytes each: the book, and since when.</summary>
    public ReadOnlySpan<byte> Ended { get; init; }

    /// <summary>Whether it did this.</summary>
    public bool Has(ChangeEffects effect) => (Effects & effect) != 0;

    /// <summary>The fields as they were, given those that it left.</summary>
    public FieldBytes Before(in FieldBytes after) => new()
    {
        DisplayName = Differs(FieldSet.DisplayName) ? Former.DisplayName : after.DisplayName,
        FirstName = Differs(FieldSet.FirstName) ? Former.FirstName : after.FirstName,
        LastName = Differs(FieldSet.LastName) ? Former.LastName : after.LastName,
        Email = Differs(FieldSet.Email) ? Former.Email : after.Email,
        CompanyName = Differs(FieldSet.CompanyName) ? Former.CompanyName : after.CompanyName,
        CustomFields = Differs(FieldSet.CustomFields) ? Former.CustomFields : after.CustomFields,
    };

    private bool Differs(FieldSet field) => (Differing & field) != 0;
}
