using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>The whole contest: each engine in turn, a table of each, and of both together the table of goals and a picture.</summary>
internal sealed class ContestCommand(string command, long contacts, int rounds, double seconds, int[] clients, IReadOnlyList<string> peers, DirectoryInfo results)
{
    private readonly string _conditions = string.Create(CultureInfo.InvariantCulture, $"{contacts:N0} contacts there, {rounds} round{(rounds == 1 ? "" : "s")}");
    private readonly Dictionary<ContestEngine, ContestFigures> _measured = [];

    /// <summary>Runs it and writes the results, each engine's when it is done: nothing that was measured is lost if a later one fails.</summary>
    /// <returns>The exit code: 2 for a contest that can't be, which is told before anything is loaded.</returns>
    public async Task<int> RunAsync(IReadOnlyCollection<string> engines)
    {
        if (Refusal(engines) is { } refusal)
        {
            Console.Error.WriteLine(refusal);
            return 2;
        }

        results.Create();
        if (engines.Contains(FilledStore.Postgres))
        {
            await PostgresAsync();
        }

        if (engines.Contains(FilledStore.Sqlite))
        {
            await SqliteAsync();
        }

        return 0;
    }

    /// <summary>Why it can't be run; null if it can.</summary>
    private string? Refusal(IReadOnlyCollection<string> engines)
    {
        var most = clients.Max();
        if (clients.Min() < 1)
        {
            return "--clients: there must be 1 client at least.";
        }

        List<long?> fewest = [.. engines.Select(engine => engine == FilledStore.Postgres ? PostgresContest.FewestContacts(most) : SqliteContest.FewestContacts(most))];
        return fewest.Contains(null) ? string.Create(CultureInfo.InvariantCulture, $"--clients: {most} are more than a turn has uploads for.")
            : fewest.Max() > contacts ? string.Create(CultureInfo.InvariantCulture, $"--contacts: with {most} clients there must be {fewest.Max()} contacts at least, and not {contacts}: no contact comes twice in one turn.")
            : null;
    }

    private async Task PostgresAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        await using var contest = await PostgresContest.PrepareAsync(postgres, contacts, clients, seconds, peers);
        var figures = await contest.RunAsync(rounds);
        Write(ContestEngine.Postgres.FileName, ContestReport.ToMarkdown(
            $"Uploads of 1000 rows, PostgreSQL, {_conditions}",
            command,
            figures,
            PostgresFloor.Title,
            clientsOfFloor: many => many,
            $"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}. Peers: see [bench/peers](../peers/README.md); Directus does less and no mixed rows."));
        WriteSummary(ContestEngine.Postgres, figures);
    }

    private async Task SqliteAsync()
    {
        await using var contest = await SqliteContest.PrepareAsync(contacts, clients, seconds);
        var figures = await contest.RunAsync(rounds);
        Write(ContestEngine.Sqlite.FileName, ContestReport.ToMarkdown(
            $"Uploads of 1000 rows, embedded store, {_conditions}",
            command,
            figures,
            SqliteFloor.Title,
            clientsOfFloor: _ => 1));
        WriteSummary(ContestEngine.Sqlite, figures);
    }

    /// <summary>The goals and the picture, of all engines so far.</summary>
    private void WriteSummary(ContestEngine engine, ContestFigures figures)
    {
        _measured.Add(engine, figures);
        Write("contest.md", new GoalsReport(_measured).ToMarkdown(command, _conditions));
        File.WriteAllText(Path.Combine(results.FullName, ContestPicture.FileName), ContestPicture.ToSvg(_measured, _conditions));
    }

    private void Write(string file, string text)
    {
        Console.WriteLine(text);
        File.WriteAllText(Path.Combine(results.FullName, file), text);
    }
}
