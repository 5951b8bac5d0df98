using ContactBooks.Core.Books;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Search;

/// <summary>
/// Which books a filter is met by. A name is searched in the process, where case is folded by Unicode and alike for all
/// engines; the books of a customer are few.
/// </summary>
internal readonly struct BookMatch(BookFilter filter)
{
    private readonly string? _wanted = filter.Search is null ? null : SearchText.Fold(filter.Search);

    public bool Finds(Book book) =>
        (filter.Status is null || book.Status == filter.Status) &&
        (_wanted is null || Contains(book.Name, _wanted) || Contains(book.Description, _wanted));

    private static bool Contains(string? text, string wanted) => text is not null && SearchText.Fold(text).Contains(wanted, StringComparison.Ordinal);
}
