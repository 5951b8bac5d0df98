using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// A book's contacts, or those that a search finds, in an order that no index has: one scan over all of the book's blocks keeps the lines
/// that come first, and the contacts of those that aren't superseded are read.
/// </summary>
/// <param name="session">What reads.</param>
/// <param name="customer">Whose book it is.</param>
/// <param name="book">The book.</param>
/// <param name="order">In which order.</param>
/// <param name="query">What is looked for; null for all.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class SortedSearch(
    SqliteSession session, long customer, long book, ContactOrder order, SearchQuery? query, CancellationToken cancellation)
{
    private const string Blocks = "select block, lines, runs from search_blocks where customer_id = ? and book_id = ? order by block desc";

    private readonly ContactReader _contacts = new(session, customer);
    private readonly LineOrder _order = new(order);
    private readonly byte[][] _needles = LineScan.NeedlesOf(query);
    private readonly HashSet<ContactUid> _seen = [];

    public Page<Contact, ContactCursor> Run(int limit, ContactCursor? after)
    {
        var place = after is { } cursor ? _order.PlaceOf(cursor, _order.NeedsPhone ? _contacts.PhoneOf(cursor.Uid) : 0) : null;
        var found = new List<Contact>(limit);
        ContactCursor? last = null;
        while (true)
        {
            var best = BestBehind(place, limit);
            foreach (var line in best.Lines)
            {
                if (_contacts.FindLive(line.Line, book) is not { } stored || !_seen.Add(stored.Contact.Uid))
                {
                    continue;
                }

                if (found.Count == limit)
                {
                    return new Page<Contact, ContactCursor>(found, last);
                }

                found.Add(_contacts.WithGroups(stored));
                last = _order.CursorOf(line, stored.Contact.Uid);
            }

            if (!best.IsFull)
            {
                return new Page<Contact, ContactCursor>(found, null);
            }

            place = best.Lines[^1];
        }
    }

    private BestLines BestBehind(SortedLine? place, int limit)
    {
        var best = new BestLines(_order, query, place, BestLines.CapacityFor(limit));
        var blocks = session.Prepare(Blocks).Bind(0, customer).Bind(1, book);
        while (blocks.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            best.Add(new LineScan(_needles, blocks.Bytes(1), blocks.Bytes(2), blocks.Integer(0)));
        }

        blocks.Reset();
        return best;
    }
}
