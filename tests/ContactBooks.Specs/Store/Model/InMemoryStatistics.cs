using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Numbers to look at in the model.</summary>
internal sealed class InMemoryStatistics(InMemoryStore store) : IStatisticsStore
{
    public ValueTask AddRowsAsync(CustomerId customer, IReadOnlyCollection<RowCount> counts)
    {
        var oldest = counts.Max(count => count.Kind.Day).AddDays(-IStatisticsStore.DaysKept);
        store.Write(customer, before => before with
        {
            RowCounts = counts.Aggregate(before.RowCounts, (all, count) => all.SetItem(count.Kind, all.GetValueOrDefault(count.Kind) + count.Rows))
                .RemoveRange(before.RowCounts.Keys.Where(kind => kind.Day < oldest)),
        });
        return default;
    }

    public ValueTask<IReadOnlyList<RowCount>> ListRowsAsync(CustomerId customer, BookId? book, DateOnly from) =>
        ValueTask.FromResult<IReadOnlyList<RowCount>>(
            [.. store.Of(customer).RowCounts.Where(one => one.Key.Day >= from && (book is null || one.Key.Book == book))
                .Select(one => new RowCount(one.Key, one.Value))]);

    public ValueTask<DateTimeOffset?> FindFirstContactAsync(CustomerId customer, BookId? book) =>
        ValueTask.FromResult<DateTimeOffset?>(TimesOf(customer, book).Order().Select(time => (DateTimeOffset?)time).FirstOrDefault());

    public ValueTask<IReadOnlyList<long>> CountContactsAsync(CustomerId customer, BookId? book, IReadOnlyList<DateTimeOffset> times) =>
        ValueTask.FromResult<IReadOnlyList<long>>(
            [.. times.Select((time, i) => TimesOf(customer, book).LongCount(came => came >= time && (i + 1 == times.Count || came < times[i + 1])))]);

    public ValueTask<IReadOnlyList<long>> CountPhonesAsync(CustomerId customer, IReadOnlyList<PhoneRange> ranges) =>
        ValueTask.FromResult<IReadOnlyList<long>>(
            [.. ranges.Select(range => store.Of(customer).Contacts.Keys.LongCount(phone => phone >= range.First && phone <= range.Last))]);

    private IEnumerable<DateTimeOffset> TimesOf(CustomerId customer, BookId? book) => book is null
        ? store.Of(customer).Contacts.Values.Select(contact => contact.CreatedAt)
        : store.Of(customer).Memberships.Where(one => one.Key.Book == book).Select(one => one.Value);
}
