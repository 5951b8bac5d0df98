using ContactBooks.Core.Contacts;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Search;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The contacts of search lines, each once. They and their memberships are read again, many in one query, and superseded lines passed
/// over, unless they were superseded only since the blocks were read (<see cref="ChangedMeanwhile"/>).
/// </summary>
/// <param name="database">Where they are read.</param>
/// <param name="cache">Tells what has come since.</param>
/// <param name="customer">Whose book it is.</param>
/// <param name="book">The book.</param>
/// <param name="query">What is looked for; null for nothing.</param>
/// <param name="blocks">The blocks that the lines are from.</param>
internal sealed class LiveContacts(
    PostgresDatabase database, SearchCache cache, long customer, long book, SearchQuery? query, ReadOnlyMemory<SearchBlock> blocks)
{
    // A look-up per contact, whatever the planner believes; see StoredRow.
    private const string ByPhone =
        $"""
        select {ContactRows.Columns}, c.books, greatest(c.updated_at, c.restored_at)
        from unnest($2) as p (phone)
        cross join lateral (
          select * from contacts where customer_id = $1 and phone = p.phone offset 0) c
        {ContactRows.Groups}
        """;

    private readonly HashSet<long> _seen = [];

    /// <summary>
    /// Passes over contacts, as many as are wanted or their lines have; how many lines that took, and how many contacts they were.
    /// </summary>
    public async ValueTask<(int Lines, int Contacts)> PassOverAsync(
        IReadOnlyList<FoundLine> lines, long wanted, CancellationToken cancellation)
    {
        var stamps = await database.ReadAsync(connection => LiveStamps.ReadAsync(connection, customer, book, lines), cancellation);
        var isAnySuperseded = lines.Any(line => stamps.TryGetValue(line.Phone, out var stamp) && stamp > line.Stamp);
        var meanwhile = await MeanwhileAsync(isAnySuperseded, cancellation);
        var (taken, passed) = (0, 0);
        for (; taken < lines.Count && passed < wanted; taken++)
        {
            var line = lines[taken];
            if (stamps.TryGetValue(line.Phone, out var stamp)
                && (stamp == line.Stamp || meanwhile?.Superseded(line) == true) && _seen.Add(line.Phone))
            {
                passed++;
            }
        }

        return (taken, passed);
    }

    /// <summary>
    /// The contacts of those of the lines that are live and whose contacts weren't met before, each with the place of its line.
    /// </summary>
    public async ValueTask<List<(Contact Contact, int At)>> ReadAsync(IReadOnlyList<FoundLine> lines, CancellationToken cancellation)
    {
        var contacts = await database.ReadAsync(connection => ContactsAsync(connection, lines), cancellation);
        var isAnySuperseded = lines.Any(line => contacts.TryGetValue(line.Phone, out var read) && read.Stamp > line.Stamp);
        var meanwhile = await MeanwhileAsync(isAnySuperseded, cancellation);
        var live = new List<(Contact, int)>(lines.Count);
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (contacts.TryGetValue(line.Phone, out var read)
                && (read.Stamp == line.Stamp || (meanwhile?.Superseded(line) == true && IsFound(read.Contact))) && _seen.Add(line.Phone))
            {
                live.Add((read.Contact, at));
            }
        }

        return live;
    }

    private async ValueTask<Dictionary<long, (Contact Contact, long Stamp)>> ContactsAsync(
        NpgsqlConnection connection, IReadOnlyList<FoundLine> lines)
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

    private bool IsFound(Contact contact) => query?.Finds(contact.Phone, SearchText.LineOf(contact.Phone, contact.Fields)) ?? true;

    /// <summary>What changed since the blocks were read; null if no line is superseded, or nothing came.</summary>
    private async ValueTask<ChangedMeanwhile?> MeanwhileAsync(bool isAnySuperseded, CancellationToken cancellation)
    {
        if (!isAnySuperseded)
        {
            return null;
        }

        var now = await cache.BlocksAsync(customer, book, cancellation);
        return now.Length > 0 && now.Span[^1].Number > blocks.Span[^1].Number ? new ChangedMeanwhile(blocks, now) : null;
    }
}
