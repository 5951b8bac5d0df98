using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Statistics;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Statistics;

/// <summary>
/// What becomes of the rows of uploads and imports: counted in memory, and written in the background some seconds later. In each
/// upload's own transaction it would cost a small one more than it may, for what is only a picture: a node that is killed forgets
/// the last seconds.
/// </summary>
internal sealed class RowCounts(IStore store) : IAsyncDisposable
{
    // As many books, days and reasons as no node has in the seconds between two writes. It is for a store that stays away.
    private const int MaxKinds = 100_000;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _writing = new(1);
    private Dictionary<(CustomerId Customer, RowKind Kind), long> _counted = [];

    /// <summary>Counts rows that have their results.</summary>
    /// <param name="customer">Whose they are.</param>
    /// <param name="book">Where they went.</param>
    /// <param name="now">When.</param>
    /// <param name="created">How many contacts were new.</param>
    /// <param name="updated">How many were there.</param>
    /// <param name="skipped">How many rows were left out.</param>
    /// <param name="refused">For each row that could not go in, the contract's word for why.</param>
    public void Add(
        CustomerId customer, BookId book, DateTimeOffset now, long created, long updated, long skipped, IEnumerable<string> refused)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var reasons = refused.CountBy(reason => reason).ToList();
        lock (_lock)
        {
            Add(RowOutcome.Created, null, created);
            Add(RowOutcome.Updated, null, updated);
            Add(RowOutcome.Skipped, null, skipped);
            foreach (var (reason, rows) in reasons)
            {
                Add(RowOutcome.Invalid, reason, rows);
            }
        }

        void Add(RowOutcome outcome, string? reason, long rows) => Count((customer, new RowKind(day, book, outcome, reason)), rows);
    }

    /// <summary>Writes what was counted. What can't be written is kept for the next time.</summary>
    /// <exception cref="StoreFaultException">The store can't be written.</exception>
    public async Task FlushAsync()
    {
        await _writing.WaitAsync();
        var counted = Take();
        try
        {
            foreach (var ofCustomer in counted.GroupBy(one => one.Key.Customer).ToList())
            {
                await store.Statistics.AddRowsAsync(ofCustomer.Key, [.. ofCustomer.Select(one => new RowCount(one.Key.Kind, one.Value))]);
                foreach (var (written, _) in ofCustomer)
                {
                    counted.Remove(written);
                }
            }
        }
        finally
        {
            GiveBack(counted);
            _writing.Release();
        }
    }

    /// <summary>Writes the last of it: whoever counts has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await FlushAsync();
        }
        catch (StoreFaultException)
        {
            // It can't be told to anybody who would mind.
        }

        _writing.Dispose();
    }

    private void Count((CustomerId Customer, RowKind Kind) one, long rows)
    {
        if (rows > 0 && (_counted.Count < MaxKinds || _counted.ContainsKey(one)))
        {
            _counted[one] = _counted.GetValueOrDefault(one) + rows;
        }
    }

    private Dictionary<(CustomerId Customer, RowKind Kind), long> Take()
    {
        lock (_lock)
        {
            var counted = _counted;
            _counted = [];
            return counted;
        }
    }

    private void GiveBack(Dictionary<(CustomerId Customer, RowKind Kind), long> counted)
    {
        lock (_lock)
        {
            foreach (var (one, rows) in counted)
            {
                Count(one, rows);
            }
        }
    }
}
