using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Finds contacts by any fragment: a vectorised scan over the book's blocks in memory, newest first. A line found is a
/// hint; the contacts of many are read again at once (<see cref="LiveContacts"/>). The order is that of the live lines, which
/// stays from page to page and is the same on every node.
/// </summary>
internal sealed class BlockSearch(PostgresDatabase database, SearchCache cache, long customer, long book, SearchQuery query)
{
    private const int ReadAtOnce = 1000;

    /// <summary>Where what is wanted next lies behind superseded lines, each read is twice the one before, from this on.</summary>
    private const int ReadAgainAtLeast = 64;

    private readonly byte[][] _needles = LineScan.NeedlesOf(query);
    private readonly List<Contact> _found = [];
    private readonly Queue<FoundLine> _candidates = [];
    private int _readAtLeast;

    public async ValueTask<Page<Contact, ContactCursor>> RunAsync(Slice<ContactCursor> slice, CancellationToken cancellation)
    {
        var after = slice.After is { } cursor ? (cursor.Major, await database.PhoneOfAsync(customer, cursor.Uid)) : default((long Block, long Phone)?);
        var blocks = await cache.BlocksAsync(customer, book, cancellation);
        var live = new LiveContacts(database, cache, customer, book, query, blocks);
        var next = after is { } place ? CoveringBlock(blocks.Span, place.Block) : blocks.Length - 1;
        var toPassOver = slice.Offset;
        ContactCursor? last = null;
        while (true)
        {
            while (_candidates.Count < toPassOver + slice.Limit + 1 - _found.Count && next >= 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Collect(blocks.Span[next--], after);
                after = null;
            }

            if (_candidates.Count == 0)
            {
                return new Page<Contact, ContactCursor>(_found, null);
            }

            if (toPassOver > 0)
            {
                var (taken, passed) = await live.PassOverAsync(Next(toPassOver), toPassOver, cancellation);
                Take(taken);
                toPassOver -= passed;
                continue;
            }

            var lines = Next(slice.Limit + 1 - _found.Count);
            Take(lines.Count);
            foreach (var (contact, at) in await live.ReadAsync(lines, cancellation))
            {
                if (_found.Count == slice.Limit)
                {
                    return new Page<Contact, ContactCursor>(_found, last);
                }

                _found.Add(contact);
                last = new ContactCursor(ContactOrder.Search, lines[at].Block, contact.Uid);
            }
        }
    }

    /// <summary>The block that has a cursor's place in it, should it have been merged since; by its index.</summary>
    private static int CoveringBlock(ReadOnlySpan<SearchBlock> blocks, long number)
    {
        var (low, high) = (0, blocks.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = blocks[middle].Number < number ? (middle + 1, high) : (low, middle);
        }

        return Math.Min(low, blocks.Length - 1);
    }

    /// <summary>Collects the lines of a block that the query finds.</summary>
    private void Collect(SearchBlock block, (long Block, long Phone)? after)
    {
        var scan = new LineScan(_needles, block.Lines, block.Runs, block.Number);
        if (after is { } place)
        {
            scan.PassOver(place.Block, place.Phone);
        }

        while (scan.MoveNext())
        {
            if (FoundText.IsOf(query, scan.CurrentText))
            {
                _candidates.Enqueue(scan.Current);
            }
        }
    }

    /// <summary>The next lines, not taken yet: those wanted, and more where the last read wasn't enough.</summary>
    private List<FoundLine> Next(long wanted)
    {
        var count = (int)Math.Min(Math.Max(wanted, _readAtLeast), ReadAtOnce);
        _readAtLeast = Math.Clamp(2 * count, ReadAgainAtLeast, ReadAtOnce);
        return [.. _candidates.Take(count)];
    }

    private void Take(int count)
    {
        for (; count > 0; count--)
        {
            _candidates.Dequeue();
        }
    }
}
