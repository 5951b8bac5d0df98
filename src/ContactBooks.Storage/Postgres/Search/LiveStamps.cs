using ContactBooks.Core.Memory;
using ContactBooks.Storage.Search;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Which line of a contact is the live one in a book: that whose stamp is the latest of its last change, its last restoring by an undo and its link.</summary>
internal static class LiveStamps
{
    // A look-up per contact, whatever the planner believes; see StoredRow.
    private const string ByPhone =
        """
        select p.phone, c.changed_at, c.books
        from unnest($2) as p (phone)
        cross join lateral (
          select greatest(updated_at, restored_at) as changed_at, books from contacts where customer_id = $1 and phone = p.phone offset 0) c
        """;

    /// <summary>The stamps of those of the lines' contacts that are in the book, by phone.</summary>
    public static async ValueTask<Dictionary<long, long>> ReadAsync(NpgsqlConnection connection, long customer, long book, IEnumerable<FoundLine> lines)
    {
        await using var command = new NpgsqlCommand(ByPhone, connection);
        command.Parameters.Bind(customer).Bind(lines.Select(line => line.Phone).Distinct().ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var stamps = new Dictionary<long, long>();
        using var memberships = new PooledBuffer(Memberships.ByteCount);
        while (await row.ReadAsync())
        {
            if (StoredRow.ReadMemberships(row, 2, memberships).LinkedAt(book) is { } linkedAt)
            {
                stamps.Add(row.GetInt64(0), Math.Max(row.GetInt64(1), linkedAt));
            }
        }

        return stamps;
    }
}
