using ContactBooks.Core.Customers;
using ContactBooks.Core.Mapping;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>The mappings that imports leave for later ones.</summary>
internal static class RememberedMappings
{
    private const string Upsert =
        """
        insert into remembered_mappings (customer_id, headers, mapping, used_at) values ($1, $2, $3, $4)
        on conflict (customer_id, headers) do update set mapping = excluded.mapping, used_at = excluded.used_at
        """;

    // One that another import is using just now is not the one to forget, and to wait for it could be to wait for each other.
    private const string Trim =
        """
        delete from remembered_mappings where customer_id = $1 and headers in (
          select headers from remembered_mappings where customer_id = $1 order by used_at desc, headers offset $2 for update skip locked)
        """;

    private const string ByHeaders = "select mapping from remembered_mappings where customer_id = $1 and headers = $2 and used_at > $3";

    private const string Old =
        """select customer_id, headers from remembered_mappings where used_at <= $1 order by customer_id, headers collate "C" limit $2""";

    private const string Delete = "delete from remembered_mappings where used_at <= $1 and customer_id = $2 and headers = $3";

    public static async ValueTask RememberAsync(NpgsqlConnection connection, CustomerId customer, RememberedMapping one, DateTimeOffset now)
    {
        var upsert = new NpgsqlBatchCommand(Upsert);
        upsert.Parameters.Bind(customer.Value).Bind(one.Headers).Bind(MappingColumn.Of(one.Mapping)).BindTime(now);
        var trim = new NpgsqlBatchCommand(Trim);
        trim.Parameters.Bind(customer.Value).Bind((long)RememberedMapping.MostOfACustomer);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { upsert, trim } };
        await batch.RunAsync();
    }

    public static ValueTask<ColumnMapping?> FindAsync(PostgresDatabase database, CustomerId customer, string headers, DateTimeOffset now) =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(ByHeaders, connection);
            command.Parameters.Bind(customer.Value).Bind(headers).BindTime(now - RememberedMapping.Lifetime);
            await using var row = await command.ExecuteReaderAsync();
            return await row.ReadAsync() ? MappingColumn.Read(row.GetString(0)) : null;
        });

    /// <summary>Forgets some that are past their time; true if there may be more.</summary>
    public static ValueTask<bool> ForgetAsync(PostgresDatabase database, DateTimeOffset now) =>
        Forgetting.StepAsync(
            database, Old, Delete, now - RememberedMapping.Lifetime, (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)));
}
