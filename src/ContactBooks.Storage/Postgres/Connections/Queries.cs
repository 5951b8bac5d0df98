using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Work that is one statement.</summary>
internal static class Queries
{
    /// <summary>Reads the first row; null where there is none.</summary>
    public static ValueTask<T?> ReadOneAsync<T>(
        this PostgresDatabase database, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read)
        where T : class =>
        database.ReadAsync(async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            bind(command.Parameters);
            return await command.OneAsync(read);
        });

    /// <summary>Reads all rows.</summary>
    public static ValueTask<IReadOnlyList<T>> ReadAllAsync<T>(
        this PostgresDatabase database, string sql, Action<NpgsqlParameterCollection> bind, Func<NpgsqlDataReader, T> read) =>
        database.ReadAsync<IReadOnlyList<T>>(async connection =>
        {
            await using var command = new NpgsqlCommand(sql, connection);
            bind(command.Parameters);
            await using var row = await command.ExecuteReaderAsync();
            var all = new List<T>();
            while (await row.ReadAsync())
            {
                all.Add(read(row));
            }

            return all;
        });

    /// <summary>A change that may be made twice without harm; false if nothing was there to change.</summary>
    public static ValueTask<bool> ChangeAsync(this PostgresDatabase database, string sql, Action<NpgsqlParameterCollection> bind) =>
        database.WriteRepeatableAsync(async connection => await connection.ChangeAsync(sql, bind) > 0);

    /// <summary>A change as a statement of a transaction; how many rows it changed.</summary>
    public static async ValueTask<int> ChangeAsync(this NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads the first row of a statement of a transaction; null where there is none.</summary>
    public static async ValueTask<T?> OneAsync<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> read)
        where T : class
    {
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? read(row) : null;
    }
}
