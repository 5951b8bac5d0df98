using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Runs batches, the empty one too.</summary>
internal static class Batches
{
    /// <summary>Runs all commands in one message; how many there were.</summary>
    public static async ValueTask<int> RunAsync(this NpgsqlBatch batch)
    {
        var count = batch.BatchCommands.Count;
        if (count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }

        return count;
    }
}
