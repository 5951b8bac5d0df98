using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;

namespace ContactBooks.Core.Store;

/// <summary>Lists that are wanted whole.</summary>
public static class WholeList
{
    private const int PageSize = 1000;

    /// <summary>Reads one, page after page.</summary>
    /// <param name="readPage">Reads a page.</param>
    public static async Task<IReadOnlyList<T>> ReadAsync<T, TCursor>(Func<Slice<TCursor>, ValueTask<Page<T, TCursor>>> readPage)
        where TCursor : struct
    {
        var all = new List<T>();
        TCursor? after = null;
        do
        {
            var page = await readPage(new Slice<TCursor>(0, PageSize, after));
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return all;
    }

    /// <summary>All books of a customer, the newest first.</summary>
    public static Task<IReadOnlyList<Book>> ListAllAsync(this IBookStore books, CustomerId customer) =>
        ReadAsync<Book, BookCursor>(slice => books.ListAsync(customer, new BookFilter(Status: null, Search: null), slice));
}
