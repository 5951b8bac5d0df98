using ContactBooks.Core.Books;

namespace ContactBooks.Core.Statistics;

/// <summary>Rows of a day that became the same.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Rows">How many.</param>
public readonly record struct RowCount(RowKind Kind, long Rows);

/// <summary>The rows of a day, into a book, that became the same.</summary>
/// <param name="Day">The day, of UTC.</param>
/// <param name="Book">The book.</param>
/// <param name="Outcome">What became of them.</param>
/// <param name="Reason">Of those that could not go in, the contract's word for why, as in <c>INVALID_PHONE</c>; null of all others.</param>
public readonly record struct RowKind(DateOnly Day, BookId Book, RowOutcome Outcome, string? Reason);
