using Npgsql;

namespace ContactBooks.Bench;

/// <summary>Looks into a PostgreSQL database behind a contestant's back.</summary>
internal static class PostgresStored
{
    // By the phone's own index, whatever the planner believes.
    private const string AsSent =
        """
        select count(*) from unnest($1::bigint[], $2::text[], $3::text[]) as e (phone, last_name, email)
        cross join lateral (select last_name, email from contacts where customer_id = $4 and phone = e.phone offset 0) c
        where c.last_name = e.last_name and c.email = e.email
        """;

    /// <summary>How many of the rows are there as they were sent.</summary>
    public static async Task<int> CountAsync(ThrowAwayPostgres server, string database, long customer, IReadOnlyList<(long Contact, int Version)> rows, string sql = AsSent)
    {
        await using var connection = await server.ConnectAsync(database);
        await using var command = new NpgsqlCommand(sql, connection)
        {
            Parameters =
            {
                new NpgsqlParameter { Value = rows.Select(row => SampleContacts.FullPhone(row.Contact)).ToArray() },
                new NpgsqlParameter { Value = rows.Select(row => SampleContacts.LastName(row.Contact, row.Version)).ToArray() },
                new NpgsqlParameter { Value = rows.Select(row => SampleContacts.Email(row.Contact)).ToArray() },
                new NpgsqlParameter { Value = customer },
            },
        };
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
