using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Commands.Books;

/// <summary>A book that a command works on, and whose it is.</summary>
internal sealed record FoundBook(Customer Customer, Book Book);

/// <summary>Finds books by their identifiers alone, as operators have them.</summary>
internal static class BookFinding
{
    /// <summary>The book of that identifier.</summary>
    /// <param name="store">The store.</param>
    /// <param name="bookUid">The identifier. Clients may choose it, so that two customers may have the same.</param>
    /// <param name="customerUid">Whose book is meant; null for the only one.</param>
    /// <exception cref="CommandException">There is none, or there are several.</exception>
    public static async Task<FoundBook> RequireBookAsync(this IStore store, string bookUid, string? customerUid)
    {
        var found = new List<FoundBook>();
        foreach (var customer in customerUid is null ? await store.Directory.ListCustomersAsync() : [await store.RequireCustomerAsync(customerUid)])
        {
            if (await store.Books.FindAsync(customer.Id, bookUid) is { } book)
            {
                found.Add(new FoundBook(customer, book));
            }
        }

        return found switch
        {
            [var only] => only,
            [] => throw CommandException.Failure($"There is no book {bookUid}. `contactbooks books list --customer …` shows a customer's."),
            _ => throw CommandException.Usage(
                $"Several customers have a book {bookUid}: {string.Join(", ", found.Select(each => each.Customer.Uid))}. Say whose with --customer."),
        };
    }
}
