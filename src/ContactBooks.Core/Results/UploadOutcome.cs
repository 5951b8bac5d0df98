using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Results;

/// <summary>What the store did with one planned contact.</summary>
/// <param name="Created">True where the customer had no contact with that phone; false where it had one.</param>
/// <param name="Uid">The contact's identifier; null where it is only predicted that it would be created.</param>
public readonly record struct StoredContact(bool Created, ContactUid? Uid);

/// <summary>What the store did with an upload.</summary>
/// <param name="Contacts">One for each of the plan's contacts, in the plan's order.</param>
public sealed record UploadOutcome(IReadOnlyList<StoredContact> Contacts)
{
    /// <summary>The change that it is recorded as; null where it isn't, or where nothing changed.</summary>
    public string? ChangeUid { get; init; }
}
