using ContactBooks.Core.Contacts;
using ContactBooks.Core.Memory;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Finds the contact of a whole phone by its key, see <see cref="NumberLookup"/>. The book's blocks need not be in this node's memory.</summary>
internal sealed class NumberSearch(PostgresDatabase database, long customer, long book, SearchQuery query)
{
    // The fewest digits are written out, since only so is the partial index of them used.
    private static readonly string Bounds = FormattableString.Invariant(
        $"""
        select (select max(phone) from contacts where customer_id = $1),
          exists (select from search_blocks
            where customer_id = $1 and book_id = $2 and longest_number >= $3 and longest_number >= {NumberLookup.FewestDigits})
        """);

    // A seek per range, whatever the planner believes; see StoredRow.
    private const string InRanges =
        $"""
        select {ContactRows.Columns}, c.books
        from unnest($2, $3) as p (low, high)
        cross join lateral (
          select * from contacts where customer_id = $1 and phone between p.low and p.high limit $4 offset 0) c
        {ContactRows.Groups}
        limit $4
        """;

    /// <summary>The answer; null where only a scan can tell.</summary>
    /// <param name="slice">What of it; one that <see cref="NumberLookup.IsFor"/>.</param>
    /// <param name="cancellation">Ends it.</param>
    public ValueTask<Page<Contact, ContactCursor>?> FindAsync(Slice<ContactCursor> slice, CancellationToken cancellation) =>
        database.ReadAsync(
            async connection =>
            {
                var (largest, isInTexts) = await ReadBoundsAsync(connection, cancellation);
                return !isInTexts && NumberLookup.RangesOf(query, largest) is { } ranges && await ReadAsync(connection, ranges, cancellation) is { } one
                    ? new Page<Contact, ContactCursor>(one.Found is null || slice.Offset > 0 ? [] : [one.Found], null)
                    : null;
            },
            cancellation);

    private async ValueTask<(long Largest, bool IsInTexts)> ReadBoundsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Bounds, connection);
        command.Parameters.Bind(customer).Bind(book).Bind(query.Digits!.Length);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.IsDBNull(0) ? 0 : row.GetInt64(0), row.GetBoolean(1));
    }

    /// <summary>What is found; null where only a scan can tell.</summary>
    private async ValueTask<OneFound<Contact>?> ReadAsync(NpgsqlConnection connection, List<(long Low, long High)> ranges, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(InRanges, connection);
        command.Parameters.Bind(customer).Bind(ranges.Select(range => range.Low).ToArray()).Bind(ranges.Select(range => range.High).ToArray())
            .Bind((long)NumberLookup.MostContacts + 1);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        var one = new OneFound<Contact>(query);
        while (await row.ReadAsync(cancellation))
        {
            var contact = ContactRows.Read(row);
            if (!one.Look(contact, contact, StoredRow.ReadMemberships(row, ContactRows.Count, memberships).LinkedAt(book) is not null))
            {
                return null;
            }
        }

        return one;
    }
}
