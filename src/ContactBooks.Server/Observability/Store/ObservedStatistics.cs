using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Numbers to look at, observed.</summary>
internal sealed class ObservedStatistics(IStatisticsStore statistics, StoreTelemetry telemetry) : IStatisticsStore
{
    public ValueTask AddRowsAsync(CustomerId customer, IReadOnlyCollection<RowCount> counts) =>
        telemetry.Run("add_row_counts", (statistics, customer, counts), static with => with.statistics.AddRowsAsync(with.customer, with.counts));

    public ValueTask<IReadOnlyList<RowCount>> ListRowsAsync(CustomerId customer, BookId? book, DateOnly from) =>
        telemetry.Run(
            "list_row_counts", (statistics, customer, book, from), static with => with.statistics.ListRowsAsync(with.customer, with.book, with.from));

    public ValueTask<DateTimeOffset?> FindFirstContactAsync(CustomerId customer, BookId? book) =>
        telemetry.Run(
            "find_first_contact", (statistics, customer, book), static with => with.statistics.FindFirstContactAsync(with.customer, with.book));

    public ValueTask<IReadOnlyList<long>> CountContactsAsync(CustomerId customer, BookId? book, IReadOnlyList<DateTimeOffset> times) =>
        telemetry.Run(
            "count_contacts",
            (statistics, customer, book, times),
            static with => with.statistics.CountContactsAsync(with.customer, with.book, with.times));

    public ValueTask<IReadOnlyList<long>> CountPhonesAsync(CustomerId customer, IReadOnlyList<PhoneRange> ranges) =>
        telemetry.Run("count_phones", (statistics, customer, ranges), static with => with.statistics.CountPhonesAsync(with.customer, with.ranges));
}
