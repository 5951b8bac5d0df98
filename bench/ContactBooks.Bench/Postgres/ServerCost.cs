namespace ContactBooks.Bench;

/// <summary>What an upload cost PostgreSQL.</summary>
/// <param name="LogBytes">Bytes of its log (WAL).</param>
/// <param name="ProcessorTime">Time on a processor.</param>
internal readonly record struct ServerCost(long LogBytes, TimeSpan ProcessorTime)
{
    public static ServerCost operator -(ServerCost a, ServerCost b) => new(a.LogBytes - b.LogBytes, a.ProcessorTime - b.ProcessorTime);

    public static ServerCost operator /(ServerCost cost, int uploads) => new(cost.LogBytes / uploads, cost.ProcessorTime / uploads);

    /// <summary>All that a server has cost so far.</summary>
    public static async Task<ServerCost> OfAsync(ThrowAwayPostgres server)
    {
        await using var connection = await server.ConnectAsync("postgres");
        await using var command = new Npgsql.NpgsqlCommand("select (pg_current_wal_insert_lsn() - '0/0')::bigint", connection);
        var bytes = (long)(await command.ExecuteScalarAsync())!;

        return new ServerCost(bytes, ProcessUse.ProcessorTime(server.ProcessId));
    }
}
