namespace ContactBooks.Core.Books;

/// <summary>What deleting a book would do.</summary>
/// <param name="Contacts">How many contacts would leave it.</param>
/// <param name="Deleted">How many of them would be deleted, since they are in no other book.</param>
public readonly record struct BookDeletionOutlook(long Contacts, long Deleted);
