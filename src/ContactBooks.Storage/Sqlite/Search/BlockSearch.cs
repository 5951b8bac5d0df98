using System.Globalization;
using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// Finds contacts by any fragment: a vectorised scan over the book's blocks, newest first. A line found is a hint; the
/// contact and its membership are read again, and superseded lines passed over. The order is that of the live lines,
/// which stays from page to page.
/// </summary>
internal sealed class BlockSearch(SqliteSession session, long customer, long book, SearchQuery query, CancellationToken cancellation)
{
    // One row a step, each block read where it lies; the keys only once a line is found.
    private const string Blocks =
        """
        select block, lines, keys from search_blocks
        where customer_id = ? and book_id = ? and block <= ? order by block desc
        """;

    /// <summary>The block that has taken a cursor's place in, should it have been merged since.</summary>
    private const string Covering = "select block from search_blocks where customer_id = ? and book_id = ? and block >= ? order by block limit 1";

    private readonly ContactReader _contacts = new(session, customer);
    private readonly byte[][] _needles = Needles(query);
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
            after = (cursor.Major, _contacts.Find(cursor.Uid)?.Phone.Number ?? 0);
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
        var block = blocks.Integer(0);
        var lines = blocks.Bytes(1);
        var (position, line) = (0, 0);
        if (after is { } place)
        {
            PassOver(place, block, lines, blocks.Bytes(2), ref position, ref line);
        }

        Span<int> next = stackalloc int[_needles.Length];
        next.Fill(-1);
        while (NextHit(lines, position, next) is var hit and >= 0)
        {
            line += lines[position..hit].Count((byte)SearchText.LineEnd);
            var key = SearchLines.KeyAt(blocks.Bytes(2), line, block);
            if (Verify(key.Uid, key.Stamp) is { } contact)
            {
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
                    _last = new ContactCursor(ContactOrder.Search, key.Block, contact.Uid);
                }
            }

            position = hit + lines[hit..].IndexOf((byte)SearchText.LineEnd) + 1;
            line++;
        }

        return true;
    }

    /// <summary>Where the first of the fragments stands, from a position on; -1 if none does.</summary>
    /// <param name="lines">The block.</param>
    /// <param name="position">Where to look from.</param>
    /// <param name="next">Where each fragment was last seen, so that none is looked for twice over the same bytes.</param>
    private int NextHit(ReadOnlySpan<byte> lines, int position, Span<int> next)
    {
        var first = int.MaxValue;
        for (var i = 0; i < _needles.Length; i++)
        {
            if (next[i] < position)
            {
                var at = lines[position..].IndexOf(_needles[i]);
                next[i] = at < 0 ? int.MaxValue : position + at;
            }

            first = Math.Min(first, next[i]);
        }

        return first == int.MaxValue ? -1 : first;
    }

    private Contact? Verify(ContactUid uid, long stamp)
    {
        if (_contacts.LinkedAt(uid, book) is not { } linkedAt ||
            _contacts.Find(uid) is not { } contact ||
            Math.Max(contact.UpdatedAt.ToUnixTimeMilliseconds(), linkedAt) != stamp ||
            !query.Finds(contact.Phone, SearchText.LineOf(contact.Phone, contact.Fields)) ||
            !_seen.Add(uid))
        {
            return null;
        }

        return _toPassOver > 0 ? contact : contact with { Groups = _contacts.GroupsOf(uid) };
    }

    /// <summary>
    /// Passes over all that stands up to a place, by the block that lines were written in and the phone they begin with. The
    /// very line may be gone: its contact has changed since and the line was tidied away, or stands among others of its contact.
    /// </summary>
    private static void PassOver(
        (long Block, long Phone) place, long block, ReadOnlySpan<byte> lines, ReadOnlySpan<byte> keys, ref int position, ref int line)
    {
        while (position < lines.Length)
        {
            var written = SearchLines.KeyAt(keys, line, block).Block;
            if (written < place.Block || (written == place.Block && PhoneOf(lines[position..]) > place.Phone))
            {
                return;
            }

            position += lines[position..].IndexOf((byte)SearchText.LineEnd) + 1;
            line++;
        }
    }

    private static long PhoneOf(ReadOnlySpan<byte> line) =>
        long.Parse(line[..line.IndexOf((byte)SearchText.FieldEnd)], NumberStyles.None, CultureInfo.InvariantCulture);

    private static byte[][] Needles(SearchQuery query)
    {
        var needles = new List<string> { query.Text };
        if (query.Digits is { } digits && digits != query.Text)
        {
            needles.Add(digits);
        }

        // Whatever holds the digits is found by them; the number is looked for where it is written otherwise.
        if (query.Phone is { } phone && !phone.ToString().Contains(query.Digits!, StringComparison.Ordinal))
        {
            needles.Add(phone.ToString());
        }

        return [.. needles.Select(Encoding.UTF8.GetBytes)];
    }
}
