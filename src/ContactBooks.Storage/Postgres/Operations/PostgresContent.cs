using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>What a database holds.</summary>
/// <param name="Database">Its name.</param>
/// <param name="Encoding">How it holds text.</param>
/// <param name="SchemaVersion">Its schema's version; 0 for a database without our tables.</param>
/// <param name="NewestSchemaVersion">The version that this program brings it to.</param>
/// <param name="MayCreate">Whether the role may make tables in it.</param>
/// <param name="Customers">Customers.</param>
/// <param name="Books">Contact books of all customers.</param>
/// <param name="Contacts">Contacts of all books, one that is in two counted twice: counting the table would read all of it.</param>
/// <param name="NewestRecord">When its newest record was written, UTC; null for none.</param>
public sealed record PostgresContent(
    string Database, string Encoding, int SchemaVersion, int NewestSchemaVersion, bool MayCreate, long Customers, long Books, long Contacts, DateTimeOffset? NewestRecord)
{
    private const string About =
        "select current_database()::text, current_setting('server_encoding'), coalesce(has_schema_privilege(current_schema(), 'create'), false)";

    private const string Counts = "select (select count(*) from customers), count(*), coalesce(sum(contact_count), 0)::bigint from books";

    // Each by an index or over a small table. What was changed last and linked to no book since shows in its key, if it had one.
    private static readonly string[] Newest =
    [
        "select max(created_at) from customers",
        "select greatest(max(created_at), max(last_used_at), max(revoked_at)) from tokens",
        "select max(updated_at) from books",
        "select max(created_at) from idempotency_keys",
        """
        select max(m.linked_at) from books b cross join lateral (
          select linked_at from memberships where customer_id = b.customer_id and book_id = b.book_id order by linked_at desc limit 1) m
        """,
    ];

    internal static async Task<PostgresContent> OfAsync(NpgsqlConnection connection)
    {
        var content = await AboutAsync(connection) with { SchemaVersion = await PostgresSchema.VersionAsync(connection) };
        if (content.SchemaVersion == 0)
        {
            return content;
        }

        await using (var command = new NpgsqlCommand(Counts, connection))
        {
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            content = content with { Customers = row.GetInt64(0), Books = row.GetInt64(1), Contacts = row.GetInt64(2) };
        }

        return content with { NewestRecord = await NewestAsync(connection) };
    }

    private static async Task<PostgresContent> AboutAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(About, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return new PostgresContent(row.GetString(0), row.GetString(1), 0, PostgresSchema.Newest, row.GetBoolean(2), 0, 0, 0, null);
    }

    private static async Task<DateTimeOffset?> NewestAsync(NpgsqlConnection connection)
    {
        var newest = long.MinValue;
        foreach (var sql in Newest)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            newest = Math.Max(newest, await command.ExecuteScalarAsync() as long? ?? long.MinValue);
        }

        return newest == long.MinValue ? null : DateTimeOffset.FromUnixTimeMilliseconds(newest);
    }
}
