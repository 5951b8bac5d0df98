using Npgsql;

namespace ContactBooks.Bench;

/// <summary>What all connections to a database are at, looked at again and again while something runs.</summary>
internal sealed class WaitSampler(PostgresSample database)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    // A row that another transaction has locked is waited for by that transaction's id, or by its place in the queue for the
    // row. A backend in its transaction that isn't active waits for our next statement.
    private const string Look =
        """
        select count(*) filter (where state = 'active' and wait_event in ('transactionid', 'tuple')),
          count(*) filter (where state = 'active' and upper(query) = 'COMMIT'),
          count(*) filter (where state <> 'active'),
          count(*)
        from pg_stat_activity
        where datname = $1 and (state = 'active' or state like 'idle in transaction%')
        """;

    /// <summary>Does the work, and tells what share of the time of all transactions went where.</summary>
    public async Task<(T Result, Waits Waits)> DuringAsync<T>(Func<Task<T>> work)
    {
        await using var connection = await database.Server.ConnectAsync("postgres");
        await using var look = new NpgsqlCommand(Look, connection) { Parameters = { new NpgsqlParameter<string> { TypedValue = database.Database } } };
        await look.PrepareAsync();
        var waits = default(Waits);
        var running = work();
        while (!running.IsCompleted)
        {
            await using (var row = await look.ExecuteReaderAsync())
            {
                await row.ReadAsync();
                waits += new Waits(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), 1);
            }

            await Task.WhenAny(running, Task.Delay(Interval));
        }

        return (await running, waits);
    }
}

/// <summary>How often a connection in a transaction was found at what.</summary>
/// <param name="Lock">Waiting for a row that another transaction has locked.</param>
/// <param name="Commit">In COMMIT.</param>
/// <param name="Ours">Waiting for our next statement.</param>
/// <param name="All">In a transaction at all.</param>
/// <param name="Looks">How often was looked.</param>
internal readonly record struct Waits(long Lock, long Commit, long Ours, long All, long Looks)
{
    public static Waits operator +(Waits a, Waits b) => new(a.Lock + b.Lock, a.Commit + b.Commit, a.Ours + b.Ours, a.All + b.All, a.Looks + b.Looks);
}
