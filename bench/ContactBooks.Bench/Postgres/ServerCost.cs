using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>What an upload cost PostgreSQL.</summary>
/// <param name="LogBytes">Bytes of its log (WAL).</param>
/// <param name="ProcessorTime">Time on a processor, of the connections' processes.</param>
internal readonly record struct ServerCost(long LogBytes, TimeSpan ProcessorTime)
{
    private const int TicksPerSecond = 100; // Linux's USER_HZ, whatever the kernel's own.

    public static ServerCost operator -(ServerCost a, ServerCost b) => new(a.LogBytes - b.LogBytes, a.ProcessorTime - b.ProcessorTime);

    public static ServerCost operator /(ServerCost cost, int uploads) => new(cost.LogBytes / uploads, cost.ProcessorTime / uploads);

    /// <summary>All that a server has cost so far: its log, and the processor time of the connections that have ended.</summary>
    public static async Task<ServerCost> OfAsync(ThrowAwayPostgres server)
    {
        await using var connection = await server.ConnectAsync("postgres");
        await using var command = new Npgsql.NpgsqlCommand("select (pg_current_wal_insert_lsn() - '0/0')::bigint", connection);
        var bytes = (long)(await command.ExecuteScalarAsync())!;

        // "123 (any name) S 1 …": the 14th and 15th field after the name are the time of children that were waited for.
        var stat = await File.ReadAllTextAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{server.ProcessId}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture);
        return new ServerCost(bytes, TimeSpan.FromSeconds((double)ticks / TicksPerSecond));
    }
}
