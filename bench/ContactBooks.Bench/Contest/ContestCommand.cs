namespace ContactBooks.Bench;

/// <summary>The whole contest: each engine in turn, a table and a picture of each, and the table of goals.</summary>
internal sealed class ContestCommand(string command, long contacts, int rounds, double seconds, int[] clients, IReadOnlyList<string> peers, DirectoryInfo results)
{
    /// <summary>Runs it and writes the results.</summary>
    public async Task RunAsync(IReadOnlyCollection<string> engines)
    {
        results.Create();
        if (engines.Contains("postgres"))
        {
            await PostgresAsync();
        }

        if (engines.Contains("sqlite"))
        {
            await SqliteAsync();
        }
    }

    private async Task PostgresAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        await using var contest = await PostgresContest.PrepareAsync(postgres, contacts, clients, seconds, peers);
        var figures = await contest.RunAsync(rounds);
        Write("contest-postgres", ContestReport.ToMarkdown(
            $"Uploads of 1000 rows, PostgreSQL, {contacts:N0} contacts there, {rounds} rounds",
            command,
            figures,
            PostgresFloor.Title,
            clientsOfFloor: many => many,
            $"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}. Peers: see [bench/peers](../peers/README.md); Directus does less and no mixed rows."));
    }

    private async Task SqliteAsync()
    {
        await using var contest = await SqliteContest.PrepareAsync(contacts, clients, seconds);
        var figures = await contest.RunAsync(rounds);
        Write("contest-sqlite", ContestReport.ToMarkdown(
            $"Uploads of 1000 rows, embedded store, {contacts:N0} contacts there, {rounds} rounds",
            command,
            figures,
            SqliteFloor.Title,
            clientsOfFloor: _ => 1));
    }

    private void Write(string name, string text)
    {
        Console.WriteLine(text);
        File.WriteAllText(Path.Combine(results.FullName, name + ".md"), text);
    }
}
