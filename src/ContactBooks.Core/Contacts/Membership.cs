using ContactBooks.Core.Books;

namespace ContactBooks.Core.Contacts;

/// <summary>That a contact is in a book.</summary>
/// <param name="Book">The book.</param>
/// <param name="LinkedAt">Since when, in milliseconds since 1970.</param>
public readonly record struct Membership(BookId Book, long LinkedAt);
