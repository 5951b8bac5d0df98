using ContactBooks.Core.Books;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Tidying;

/// <summary>What is done with contacts that are there.</summary>
public enum TidyingKind
{
    /// <summary>They leave a book. One that is in no other is deleted: a contact that no book shows could not be found again.</summary>
    Remove,

    /// <summary>They leave a book and come into another, unless they are in that already.</summary>
    Move,

    /// <summary>They are deleted, out of all their books.</summary>
    Delete,

    /// <summary>They leave all their books but the one that they have been in longest.</summary>
    KeepOldest,
}

/// <summary>Contacts, and what is to be done with them: in one transaction, recorded as one change.</summary>
/// <param name="Kind">What.</param>
/// <param name="Contacts">The contacts, each once; 1000 at the most.</param>
public sealed record TidyingRequest(TidyingKind Kind, IReadOnlyList<ContactUid> Contacts)
{
    /// <summary>How many contacts one request may name.</summary>
    public const int MaxContacts = 1000;

    /// <summary>The book that they are in; the default where their books don't matter.</summary>
    public BookId From { get; init; }

    /// <summary>The book that they are moved to.</summary>
    public BookId To { get; init; }

    /// <summary>As what it is recorded, so that it can be undone; null for not at all.</summary>
    public NewChange? Change { get; init; }
}
