using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.History;

/// <summary>Why a contact stays as it is when a change is taken back.</summary>
public enum KeptReason : byte
{
    /// <summary>Its values were changed since.</summary>
    Edited = 1,

    /// <summary>It is no longer there.</summary>
    Deleted = 2,

    /// <summary>The change had created it, and it came into another book since.</summary>
    Linked = 3,

    /// <summary>It left the book since, for good or for a while.</summary>
    Unlinked = 4,

    /// <summary>The change had deleted it, and another contact has its phone now.</summary>
    Replaced = 5,

    /// <summary>It would be in no book then, since it has left the others.</summary>
    LastBook = 6,

    /// <summary>The books that it had left are deleted.</summary>
    BookDeleted = 7,
}

/// <summary>A contact that stayed as it is when a change was taken back.</summary>
/// <param name="Uid">Its identifier.</param>
/// <param name="Phone">Its phone; null where it is no longer there.</param>
/// <param name="Reason">Why.</param>
public readonly record struct KeptContact(ContactUid Uid, Phone? Phone, KeptReason Reason);
