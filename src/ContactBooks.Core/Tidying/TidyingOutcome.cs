using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Tidying;

/// <summary>What became of a contact.</summary>
public enum TidiedAs
{
    /// <summary>There is none of that identifier, or not in that book.</summary>
    NotFound,

    /// <summary>It was as it is to be.</summary>
    Unchanged,

    /// <summary>It left books, and is in others still.</summary>
    Removed,

    /// <summary>It left a book and is in the other.</summary>
    Moved,

    /// <summary>It is gone.</summary>
    Deleted,
}

/// <summary>What became of one contact.</summary>
/// <param name="Uid">The contact.</param>
/// <param name="As">What.</param>
public readonly record struct TidiedContact(ContactUid Uid, TidiedAs As);

/// <summary>What became of all of them.</summary>
/// <param name="Contacts">One for each that was named, in that order.</param>
public sealed record TidyingOutcome(IReadOnlyList<TidiedContact> Contacts)
{
    /// <summary>The change that it is recorded as; null where it isn't, or where nothing was done.</summary>
    public string? ChangeUid { get; init; }
}
