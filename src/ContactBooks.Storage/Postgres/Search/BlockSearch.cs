using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Finds contacts by any fragment: a vectorised scan over the book's blocks in memory, newest first. A line found is a
/// hint; contacts and memberships are read again, many in one query, and superseded lines passed over, unless they were
/// superseded only since the blocks were read (<see cref="ChangedMeanwhile"/>). The order is that of the live lines, which
/// stays from page to page and is the same on every node.
/// </summary>
internal sealed class BlockSearch(PostgresDatabase database, SearchCache cache, long customer, long book, SearchQuery query)
{
    private const int ReadAtOnce = 1000;

    /// <summary>Where what is wanted next lies behind superseded lines, each read is twice the one before, from this on.</summary>
    private const int ReadAgainAtLeast = 64;

    private const string PhoneOf = "select phone from contacts where customer_id = $1 and contact_uid = $2";

    // A look-up per contact, whatever the planner believes; see StoredRow.
    private const string ByPhone =
        $"""
        select {ContactRows.Columns}, c.books, greatest(c.updated_at, c.restored_at)
        from unnest($2) as p (phone)
        cross join lateral (
          select * from contacts where customer_id = $1 and phone = p.phone offset 0) c
        {ContactRows.Groups}
        """;

    private readonly byte[][] _needles = LineScan.NeedlesOf(query);
    private readonly HashSet<long> _seen = [];
    private readonly List<Contact> _found = [];
    private readonly Queue<FoundLine> _candidates = [];
    private ReadOnlyMemory<SearchBlock> _blocks;
    private int _readAtLeast;

    public async ValueTask<Page<Contact, ContactCursor>> RunAsync(Slice<ContactCursor> slice, CancellationToken cancellation)
    {
        var after = slice.After is { } cursor ? (cursor.Major, await PhoneOfAsync(cursor.Uid)) : default((long Block, long Phone)?);
        _blocks = await cache.BlocksAsync(customer, book, cancellation);
        var next = after is { } place ? CoveringBlock(_blocks.Span, place.Block) : _blocks.Length - 1;
        var toPassOver = slice.Offset;
        ContactCursor? last = null;
        while (true)
        {
            while (_candidates.Count < toPassOver + slice.Limit + 1 - _found.Count && next >= 0)
            {
                cancellation.ThrowIfCancellationRequested();
                Collect(_blocks.Span[next--], after);
                after = null;
            }

            if (_candidates.Count == 0)
            {
                return new Page<Contact, ContactCursor>(_found, null);
            }

            if (toPassOver > 0)
            {
                toPassOver -= await PassOverAsync(toPassOver, cancellation);
                continue;
            }

            foreach (var (contact, block) in await ReadAsync(slice.Limit + 1 - _found.Count, cancellation))
            {
                if (_found.Count == slice.Limit)
                {
                    return new Page<Contact, ContactCursor>(_found, last);
                }

                _found.Add(contact);
                last = new ContactCursor(ContactOrder.Search, block, contact.Uid);
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
            if (IsFound(scan.CurrentText))
            {
                _candidates.Enqueue(scan.Current);
            }
        }
    }

    /// <summary>Digits are looked for in the phone alone, but the scan finds them anywhere.</summary>
    private bool IsFound(ReadOnlySpan<byte> line)
    {
        if (query.Digits is null)
        {
            return true;
        }

        var text = Encoding.UTF8.GetString(line);
        var phone = long.Parse(text.AsSpan(0, text.IndexOf(SearchText.FieldEnd, StringComparison.Ordinal)), System.Globalization.CultureInfo.InvariantCulture);
        return query.Finds(new Phone(phone), text);
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

    /// <summary>Takes lines until so many of them were live and not met before, or some have been read; how many were.</summary>
    private async ValueTask<int> PassOverAsync(long wanted, CancellationToken cancellation)
    {
        var lines = Next(wanted);
        var stamps = await database.ReadAsync(connection => LiveStamps.ReadAsync(connection, customer, book, lines), cancellation);
        var meanwhile = await MeanwhileAsync(lines.Exists(line => stamps.TryGetValue(line.Phone, out var stamp) && stamp > line.Stamp), cancellation);
        var (taken, passed) = (0, 0);
        for (; taken < lines.Count && passed < wanted; taken++)
        {
            var line = lines[taken];
            if (stamps.TryGetValue(line.Phone, out var stamp) && (stamp == line.Stamp || meanwhile?.Superseded(line) == true) && _seen.Add(line.Phone))
            {
                passed++;
            }
        }

        Take(taken);
        return passed;
    }

    /// <summary>Takes the next lines; the contacts of those that are live, and not met before, in the order of the lines.</summary>
    private async ValueTask<List<(Contact Contact, long Block)>> ReadAsync(int wanted, CancellationToken cancellation)
    {
        var lines = Next(wanted);
        Take(lines.Count);
        var contacts = await database.ReadAsync(connection => ContactsAsync(connection, lines), cancellation);
        var meanwhile = await MeanwhileAsync(lines.Exists(line => contacts.TryGetValue(line.Phone, out var read) && read.Stamp > line.Stamp), cancellation);
        var live = new List<(Contact, long)>(lines.Count);
        foreach (var line in lines)
        {
            if (contacts.TryGetValue(line.Phone, out var read)
                && (read.Stamp == line.Stamp || (meanwhile?.Superseded(line) == true && IsFound(read.Contact))) && _seen.Add(line.Phone))
            {
                live.Add((read.Contact, line.Block));
            }
        }

        return live;
    }

    private async ValueTask<Dictionary<long, (Contact Contact, long Stamp)>> ContactsAsync(
        NpgsqlConnection connection, List<FoundLine> lines)
    {
        await using var command = new NpgsqlCommand(ByPhone, connection);
        command.Parameters.Bind(customer).Bind(lines.Select(line => line.Phone).Distinct().ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var read = new Dictionary<long, (Contact Contact, long Stamp)>();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        while (await row.ReadAsync())
        {
            var contact = ContactRows.Read(row);
            if (StoredRow.ReadMemberships(row, ContactRows.Count, memberships).LinkedAt(book) is { } linkedAt)
            {
                read.Add(contact.Phone.Number, (contact, Math.Max(row.GetInt64(ContactRows.Count + 1), linkedAt)));
            }
        }

        return read;
    }

    private bool IsFound(Contact contact) => query.Finds(contact.Phone, SearchText.LineOf(contact.Phone, contact.Fields));

    /// <summary>What changed since the blocks were read; null if no line is superseded, or nothing came.</summary>
    private async ValueTask<ChangedMeanwhile?> MeanwhileAsync(bool isAnySuperseded, CancellationToken cancellation)
    {
        if (!isAnySuperseded)
        {
            return null;
        }

        var now = await cache.BlocksAsync(customer, book, cancellation);
        return now.Length > 0 && now.Span[^1].Number > _blocks.Span[^1].Number ? new ChangedMeanwhile(_blocks, now) : null;
    }

    private ValueTask<long> PhoneOfAsync(ContactUid uid) => database.ReadAsync(async connection =>
    {
        await using var command = new NpgsqlCommand(PhoneOf, connection);
        command.Parameters.Bind(customer).Bind(uid.ToGuid());
        return await command.ExecuteScalarAsync() is long phone ? phone : 0;
    });
}
