using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// A book's contacts, or those that a search finds, in an order that no index has: one scan over all of the book's blocks in memory keeps
/// the lines that come first, and the contacts of those that aren't superseded are read. Every node has the same order.
/// </summary>
/// <param name="database">Where contacts are read.</param>
/// <param name="cache">The blocks.</param>
/// <param name="customer">Whose book it is.</param>
/// <param name="book">The book.</param>
/// <param name="order">In which order.</param>
/// <param name="query">What is looked for; null for all.</param>
internal sealed class SortedSearch(
    PostgresDatabase database, SearchCache cache, long customer, long book, ContactOrder order, SearchQuery? query)
{
    private readonly LineOrder _order = new(order);
    private readonly byte[][] _needles = LineScan.NeedlesOf(query);

    public async ValueTask<Page<Contact, ContactCursor>> RunAsync(int limit, ContactCursor? after, CancellationToken cancellation)
    {
        var place = after is { } cursor
            ? _order.PlaceOf(cursor, _order.NeedsPhone ? await database.PhoneOfAsync(customer, cursor.Uid) : 0)
            : null;
        var blocks = await cache.BlocksAsync(customer, book, cancellation);
        var live = new LiveContacts(database, cache, customer, book, query, blocks);
        var found = new List<Contact>(limit);
        ContactCursor? last = null;
        while (true)
        {
            var best = BestBehind(place, blocks.Span, limit, cancellation);
            foreach (var lines in best.Lines.Chunk(limit + 1))
            {
                foreach (var (contact, at) in await live.ReadAsync([.. lines.Select(line => line.Line)], cancellation))
                {
                    if (found.Count == limit)
                    {
                        return new Page<Contact, ContactCursor>(found, last);
                    }

                    found.Add(contact);
                    last = _order.CursorOf(lines[at], contact.Uid);
                }
            }

            if (!best.IsFull)
            {
                return new Page<Contact, ContactCursor>(found, null);
            }

            place = best.Lines[^1];
        }
    }

    private BestLines BestBehind(SortedLine? place, ReadOnlySpan<SearchBlock> blocks, int limit, CancellationToken cancellation)
    {
        var best = new BestLines(_order, query, place, BestLines.CapacityFor(limit));
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            cancellation.ThrowIfCancellationRequested();
            best.Add(new LineScan(_needles, blocks[i].Lines, blocks[i].Runs, blocks[i].Number));
        }

        return best;
    }
}
