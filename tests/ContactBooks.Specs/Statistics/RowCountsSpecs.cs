using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;
using ContactBooks.Server.Statistics;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Store.Model;

namespace ContactBooks.Specs.Statistics;

/// <summary>Counting what becomes of rows, and writing it later.</summary>
public sealed class RowCountsSpecs
{
    private static readonly DateTimeOffset LateInParis = new(2026, 6, 7, 1, 30, 0, TimeSpan.FromHours(2));
    private static readonly BookId Book = new(7);

    private readonly InMemoryStore _store = new();
    private readonly CustomerId _customer = new(1);

    [Fact]
    public async Task Rows_are_counted_on_their_day_of_UTC_and_written_once()
    {
        await using var counts = new RowCounts(_store);
        counts.Add(_customer, Book, LateInParis, created: 3, updated: 2, skipped: 0, ["INVALID_PHONE", "INVALID_EMAIL", "INVALID_PHONE"]);
        counts.Add(_customer, Book, LateInParis, created: 1, updated: 0, skipped: 1, []);

        (await WrittenAsync()).Should().BeEmpty();
        await counts.FlushAsync();
        await counts.FlushAsync();

        (await WrittenAsync()).Should().BeEquivalentTo(
        [
            Of(RowOutcome.Created, 4), Of(RowOutcome.Updated, 2), Of(RowOutcome.Skipped, 1), Of(RowOutcome.Invalid, 2, "INVALID_PHONE"),
            Of(RowOutcome.Invalid, 1, "INVALID_EMAIL"),
        ]);
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_the_next_time()
    {
        var store = new StoreThatWasAway(_store);
        await using var counts = new RowCounts(store);
        counts.Add(_customer, Book, LateInParis, created: 3, updated: 0, skipped: 0, []);

        await counts.Invoking(one => one.FlushAsync()).Should().ThrowAsync<StoreFaultException>();
        store.IsAway = false;
        counts.Add(_customer, Book, LateInParis, created: 1, updated: 0, skipped: 0, []);
        await counts.FlushAsync();

        (await WrittenAsync()).Should().Equal(Of(RowOutcome.Created, 4));
    }

    [Fact]
    public async Task The_last_are_written_when_the_node_ends()
    {
        await using (var counts = new RowCounts(_store))
        {
            counts.Add(_customer, Book, LateInParis, created: 3, updated: 0, skipped: 0, []);
        }

        (await WrittenAsync()).Should().Equal(Of(RowOutcome.Created, 3));
    }

    private static RowCount Of(RowOutcome outcome, long rows, string? reason = null) =>
        new(new RowKind(new DateOnly(2026, 6, 6), Book, outcome, reason), rows);

    private ValueTask<IReadOnlyList<RowCount>> WrittenAsync() => _store.Statistics.ListRowsAsync(_customer, null, new DateOnly(2026, 1, 1));

    private sealed class StoreThatWasAway(IStore store) : StoreWithBooks(store, store.Books)
    {
        private readonly IStore _store = store;

        public bool IsAway { get; set; } = true;

        public override IStatisticsStore Statistics => IsAway ? throw new StoreFaultException(StoreFaultKind.Unavailable, "Away") : _store.Statistics;
    }
}
