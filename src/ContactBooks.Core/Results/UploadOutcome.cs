using ContactBooks.Core.Identity;
using ContactBooks.Core.Planning;

namespace ContactBooks.Core.Results;

/// <summary>What the store did with one planned contact.</summary>
/// <param name="Created">True where the customer had no contact with that phone; false where it had one.</param>
/// <param name="Uid">The contact's identifier; null where it is only predicted that it would be created, and where there is none.</param>
/// <param name="Skipped">Why nothing was done to it; null where it was created or updated.</param>
public readonly record struct StoredContact(bool Created, ContactUid? Uid, SkipReason? Skipped = null)
{
    /// <summary>What an upload under these rules would do.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="stored">The contact that has the phone; null where none has.</param>
    public static StoredContact Predicted(UpdateRules rules, ContactUid? stored)
    {
        var skip = rules.SkipOf(isThere: stored is not null);
        return new StoredContact(stored is null && skip is null, stored, skip);
    }
}

/// <summary>What the store did with an upload.</summary>
/// <param name="Contacts">One for each of the plan's contacts, in the plan's order.</param>
public sealed record UploadOutcome(IReadOnlyList<StoredContact> Contacts)
{
    /// <summary>The change that it is recorded as; null where it isn't, or where nothing changed.</summary>
    public string? ChangeUid { get; init; }

    /// <summary>How many were created, and to how many nothing was done. The others were updated.</summary>
    public (int Created, int Skipped) Count()
    {
        var (created, skipped) = (0, 0);
        foreach (var contact in Contacts)
        {
            created += contact.Created ? 1 : 0;
            skipped += contact.Skipped is null ? 0 : 1;
        }

        return (created, skipped);
    }
}
