using System.Text.Json;

namespace ContactBooks.Client;

/// <summary>A contact as it reads now.</summary>
public sealed record Contact
{
    /// <summary>Its identifier, <c>ct_…</c>.</summary>
    public required string Uid { get; init; }

    /// <summary>The full international number in digits, without a plus: <c>917000782082</c>.</summary>
    public required string Phone { get; init; }

    /// <summary>Readable name; while none is stored, first and last name. Null where there is none of them.</summary>
    public string? DisplayName { get; init; }

    /// <summary>First name, or null.</summary>
    public string? FirstName { get; init; }

    /// <summary>Last name, or null.</summary>
    public string? LastName { get; init; }

    /// <summary>Email address, or null.</summary>
    public string? Email { get; init; }

    /// <summary>Company, or null.</summary>
    public string? CompanyName { get; init; }

    /// <summary>The status, <c>ACTIVE</c>, or one that a newer server added.</summary>
    public required string Status { get; init; }

    /// <summary>All the books that it is in.</summary>
    public required IReadOnlyList<ContactGroup> Groups { get; init; }

    /// <summary>Developer-defined metadata by name; any JSON values.</summary>
    public required IReadOnlyDictionary<string, JsonElement> CustomFields { get; init; }

    /// <summary>When it was made, UTC, to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a value of it last changed, UTC, to the millisecond.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>A book that a contact is in.</summary>
/// <param name="Uid">The book's identifier, <c>grp_…</c>.</param>
/// <param name="Name">The book's name.</param>
/// <param name="Status">One of <see cref="BookStatus"/>, or one that a newer server added.</param>
public sealed record ContactGroup(string Uid, string Name, string Status);
