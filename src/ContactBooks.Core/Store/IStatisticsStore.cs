using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;

namespace ContactBooks.Core.Store;

/// <summary>
/// Numbers to look at: what became of uploaded rows, day by day, and how many contacts there are of when and where. Counting contacts takes
/// the longer the more there are, some hundred milliseconds for a million.
/// </summary>
public interface IStatisticsStore
{
    /// <summary>How many days counts of rows are kept before the newest.</summary>
    static int DaysKept => 400;

    /// <summary>
    /// Adds to what is counted, and forgets what is older than <see cref="DaysKept"/>. Asked again it counts again: where the answer
    /// was lost, it is not known whether it was counted.
    /// </summary>
    ValueTask AddRowsAsync(CustomerId customer, IReadOnlyCollection<RowCount> counts);

    /// <summary>The customer's rows of a day and those after it; only those into a book, if one is given. In no order.</summary>
    ValueTask<IReadOnlyList<RowCount>> ListRowsAsync(CustomerId customer, BookId? book, DateOnly from);

    /// <summary>When the first of the contacts came that are there now, into the book if one is given; null where there is none.</summary>
    ValueTask<DateTimeOffset?> FindFirstContactAsync(CustomerId customer, BookId? book);

    /// <summary>Of the contacts that are there now, how many came when, into the book if one is given.</summary>
    /// <param name="customer">Whose contacts they are.</param>
    /// <param name="book">The book; null for all.</param>
    /// <param name="times">Times, ascending, one or more.</param>
    /// <returns>For each time, those that came then or later, but before the next.</returns>
    ValueTask<IReadOnlyList<long>> CountContactsAsync(CustomerId customer, BookId? book, IReadOnlyList<DateTimeOffset> times);

    /// <summary>How many of the customer's contacts have a phone of each range, in the order of the ranges.</summary>
    ValueTask<IReadOnlyList<long>> CountPhonesAsync(CustomerId customer, IReadOnlyList<PhoneRange> ranges);
}
