using ContactBooks.Core.Books;

namespace ContactBooks.Core.History;

/// <summary>Which of a customer's changes are asked for.</summary>
/// <param name="Book">Only those into that book; null for those of all.</param>
/// <param name="Kind">Only those of that kind; null for all.</param>
public readonly record struct ChangeFilter(BookId? Book, ChangeKind? Kind = null);
