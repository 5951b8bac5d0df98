using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Finds contacts by any fragment: a vectorised scan over the book's blocks, newest first. A line found is a hint; the
/// contact and its membership are read again, and superseded lines passed over. The order is that of the live lines,
/// which stays from page to page.
/// </summary>
internal sealed class BlockSearch(SqliteSession session, long customer, long book, SearchQuery query, CancellationToken cancellation)
{
    // One row a step, each block read where it lies; the runs only once a line is found.
    private const string Blocks =
        """
        select block, lines, runs from search_blocks
        where customer_id = ? and book_id = ? and block <= ? order by block desc
        """;

    /// <summary>The block that has taken a cursor's place in, should it have been merged since.</summary>
    private const string Covering = "select block from search_blocks where customer_id = ? and book_id = ? and block >= ? order by block limit 1";

    private readonly ContactReader _contacts = new(session, customer);
    private readonly byte[][] _needles = LineScan.NeedlesOf(query);
    private readonly HashSet<ContactUid> _seen = [];
    private readonly List<Contact> _found = [];
    private long _toPassOver;
    private ContactCursor? _last;

    public Page<Contact, ContactCursor> Run(Slice<ContactCursor> slice)
    {
        var (newest, after) = (long.MaxValue, default((long Block, long Phone)?));
        if (slice.After is { } cursor)
        {
            newest = CoveringBlock(cursor.Major);
            after = (cursor.Major, _contacts.PhoneOf(cursor.Uid));
        }

        _toPassOver = slice.Offset;
        var hasMore = false;
        var blocks = session.Prepare(Blocks).Bind(0, customer).Bind(1, book).Bind(2, newest);
        while (!hasMore && blocks.Step())
        {
            cancellation.ThrowIfCancellationRequested();
            hasMore = !Scan(blocks, after, slice.Limit);
            after = null;
        }

        blocks.Reset();
        return new Page<Contact, ContactCursor>(_found, hasMore ? _last : null);
    }

    private long CoveringBlock(long block)
    {
        var covering = session.Prepare(Covering).Bind(0, customer).Bind(1, book).Bind(2, block);
        var found = covering.Step() ? covering.Integer(0) : block;
        covering.Reset();
        return found;
    }

    /// <summary>Goes through one block; false once the page is full and there is one more.</summary>
    private bool Scan(Statement blocks, (long Block, long Phone)? after, int limit)
    {
        var scan = new LineScan(_needles, blocks.Bytes(1), blocks.Bytes(2), blocks.Integer(0));
        if (after is { } place)
        {
            scan.PassOver(place.Block, place.Phone);
        }

        while (scan.MoveNext())
        {
            var line = scan.Current;
            if (Verify(line) is not { } contact)
            {
                continue;
            }

            if (_toPassOver > 0)
            {
                _toPassOver--;
            }
            else if (_found.Count == limit)
            {
                return false;
            }
            else
            {
                _found.Add(contact);
                _last = new ContactCursor(ContactOrder.Search, line.Block, contact.Uid);
            }
        }

        return true;
    }

    private Contact? Verify(FoundLine line)
    {
        if (_contacts.FindLive(line, book) is not { } stored ||
            !query.Finds(stored.Contact.Phone, SearchText.LineOf(stored.Contact.Phone, stored.Contact.Fields)) ||
            !_seen.Add(stored.Contact.Uid))
        {
            return null;
        }

        return _toPassOver > 0 ? stored.Contact : _contacts.WithGroups(stored);
    }
}
