using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Lets one node at a time at a piece of housekeeping: a lock of the database's, until the transaction ends.</summary>
internal static class HouseLock
{
    private const string Sql = "select pg_try_advisory_xact_lock($1)";

    /// <summary>Takes it; false if another node has it.</summary>
    public static async ValueTask<bool> TryTakeAsync(NpgsqlConnection connection, long number)
    {
        await using var command = new NpgsqlCommand(Sql, connection);
        command.Parameters.Bind(number);
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
