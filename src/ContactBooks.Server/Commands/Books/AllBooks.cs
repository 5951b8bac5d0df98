using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Commands.Books;

/// <summary>The whole list of a customer's books.</summary>
internal static class AllBooks
{
    /// <summary>All books of a customer, the newest first.</summary>
    public static Task<IReadOnlyList<Book>> AllBooksAsync(this IStore store, CustomerId customer) =>
        WholeList.ReadAsync<Book, BookCursor>(slice => store.Books.ListAsync(customer, new BookFilter(Status: null, Search: null), slice));
}
