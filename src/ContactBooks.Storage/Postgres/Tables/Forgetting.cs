using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Forgets rows that nothing needs any more. They are found over all customers and deleted one by one, each by its whole
/// key: a distributed table allows no other way with a limit, and in one order nodes that do the same don't run into each
/// other.
/// </summary>
internal static class Forgetting
{
    private const int AtOnce = 500;

    /// <summary>One step, in a transaction of its own; true if there may be more to forget.</summary>
    /// <param name="database">Where from.</param>
    /// <param name="find">Finds the keys of rows that are old at the time $1, $2 of them at the most, in one order.</param>
    /// <param name="delete">Deletes one of them, if it is still old at the time $1; its key is $2 and on.</param>
    /// <param name="time">The time.</param>
    /// <param name="bindKey">Binds the key that was found.</param>
    public static ValueTask<bool> StepAsync(
        PostgresDatabase database, string find, string delete, DateTimeOffset time, Action<NpgsqlParameterCollection, NpgsqlDataReader> bindKey) =>
        database.WriteRepeatableAsync(
            async connection =>
            {
                await using var found = new NpgsqlCommand(find, connection);
                found.Parameters.BindTime(time).Bind(AtOnce);
                await using var forget = new NpgsqlBatch(connection);
                await using (var row = await found.ExecuteReaderAsync())
                {
                    while (await row.ReadAsync())
                    {
                        var one = new NpgsqlBatchCommand(delete);
                        bindKey(one.Parameters.BindTime(time), row);
                        forget.BatchCommands.Add(one);
                    }
                }

                return await forget.RunAsync() == AtOnce;
            });
}
