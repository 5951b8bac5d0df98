using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Commands.Books;

/// <summary>The whole list of a customer's books.</summary>
internal static class AllBooks
{
    private const int PageSize = 1000;

    /// <summary>All books of a customer, the newest first.</summary>
    public static async Task<IReadOnlyList<Book>> AllBooksAsync(this IStore store, CustomerId customer)
    {
        var books = new List<Book>();
        BookCursor? after = null;
        do
        {
            var page = await store.Books.ListAsync(customer, new BookFilter(Status: null, Search: null), new Slice<BookCursor>(0, PageSize, after));
            books.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        return books;
    }
}
