using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>PostgreSQL's own bench, which sends one statement a transaction and reads one row: as little of a client as there is.</summary>
internal static class Pgbench
{
    /// <summary>
    /// Transactions of each client that come first and don't count: a connection's caches fill, and PostgreSQL plans a
    /// prepared statement anew five times before it keeps a plan. The server's connections have long done so.
    /// </summary>
    public const int WarmUps = 6;

    /// <summary>Runs a script over and over.</summary>
    /// <param name="server">The server.</param>
    /// <param name="database">The database.</param>
    /// <param name="script">One statement.</param>
    /// <param name="clients">How many clients run it at a time.</param>
    /// <param name="transactions">How often each does, after its warm-ups.</param>
    /// <returns>How many transactions a second, and how long each took.</returns>
    public static async Task<(double Rate, List<double> Milliseconds)> RunAsync(
        ThrowAwayPostgres server, string database, string script, int clients, int transactions)
    {
        var folder = Directory.CreateTempSubdirectory("contactbooks-bench-").FullName;
        try
        {
            var file = Path.Combine(folder, "script.sql");
            await File.WriteAllTextAsync(file, script + "\n");
            var start = PostgresPrograms.Of(
                "pgbench", "-h", "127.0.0.1", "-p", Text(server.Port), "-U", "postgres", "-n", "-M", "prepared", "-f", file,
                "-c", Text(clients), "-j", Text(Math.Min(clients, 2)), "-t", Text(WarmUps + transactions), "--log", "--log-prefix", Path.Combine(folder, "log"), database);
            if (PostgresPrograms.User is { } user)
            {
                await PostgresPrograms.RunAsync(PostgresPrograms.Quiet("chown", "-R", $"{user}:", folder));
            }

            await PostgresPrograms.RunAsync(start);
            return Read(Directory.EnumerateFiles(folder, "log*").SelectMany(File.ReadLines));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// A line of the log is: client, number of the transaction, its microseconds, script, when it ended (seconds and
    /// microseconds). Counted is from when the last client has warmed up, a transaction that began before by the part after.
    /// </summary>
    private static (double Rate, List<double> Milliseconds) Read(IEnumerable<string> log)
    {
        var all = log
            .Select(line => Array.ConvertAll(line.Split(' '), field => long.Parse(field, CultureInfo.InvariantCulture)))
            .Select(f => (Client: f[0], EndedAt: (f[4] * 1_000_000) + f[5], Took: f[2]))
            .OrderBy(t => t.EndedAt)
            .ToList();
        var from = all.GroupBy(t => t.Client).Max(client => client.ElementAt(WarmUps - 1).EndedAt);
        var counted = all.Where(t => t.EndedAt > from).ToList();
        var done = counted.Sum(t => Math.Min(1, (t.EndedAt - from) / (double)t.Took));
        return (done * 1_000_000 / (counted[^1].EndedAt - from), counted.ConvertAll(t => t.Took / 1000.0));
    }
}
