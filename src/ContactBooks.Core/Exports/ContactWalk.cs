using System.Runtime.CompilerServices;
using ContactBooks.Core.Books;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Core.Exports;

/// <summary>
/// A walk through all contacts of a book, or those a search finds, page by page: in constant memory, and no read holds up a writer. A
/// contact that is there from its beginning to its end, and with a search isn't changed meanwhile, comes exactly once.
/// </summary>
public static class ContactWalk
{
    private const int PageSize = 1000;

    /// <summary>The pages, none of them empty but the first of an empty book.</summary>
    /// <param name="contacts">The store.</param>
    /// <param name="customer">Whose book it is.</param>
    /// <param name="book">The book.</param>
    /// <param name="search">What is looked for; null for all.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static async IAsyncEnumerable<IReadOnlyList<Contact>> PagesAsync(
        this IContactStore contacts, CustomerId customer, BookId book, SearchQuery? search, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var slice = new Slice<ContactCursor>(0, PageSize, null);
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = search is null
                ? await contacts.ListAsync(customer, book, slice)
                : await contacts.SearchAsync(customer, book, search, slice, cancellation);
            yield return page.Items;
            slice = slice with { After = page.Next };
        }
        while (slice.After is not null);
    }
}
