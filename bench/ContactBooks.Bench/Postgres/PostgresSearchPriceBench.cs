using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>
/// What keeping up the search costs an upload: the engine's floor with it and without it, one right after the other and in
/// either order, in one database; beside the rates, which the machine's other work moves, the log that was written and the
/// processor time of the server's processes.
/// </summary>
internal sealed class PostgresSearchPriceBench(long contacts, int rounds, int requests)
{
    private const int Clients = 4;

    private readonly SampleUploads _uploads = new(contacts);
    private readonly Dictionary<(string Kind, bool WithSearch), List<ServerCost>> _costs = [];

    public async Task<Report> RunAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        var database = await PostgresSample.CreateAsync(postgres, contacts);
        await PostgresFloor.SetUpAsync(database);
        var report = new Report($"Uploads of 1000 rows by pgbench with and without the search, PostgreSQL, {contacts:N0} contacts there, {rounds} rounds of {requests} uploads, {Clients} clients", "no search");
        for (var round = -1; round < rounds; round++) // The first warms up.
        {
            // Rows that stay as they are add nothing to the search.
            foreach (var kind in new[] { SampleUploads.New, SampleUploads.Changed })
            {
                await RoundAsync(database, kind, withSearchFirst: round % 2 == 0, round < 0 ? null : report);
            }
        }

        NoteCosts(report);
        report.Note("");
        report.Note($"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}.");
        return report;
    }

    private async Task RoundAsync(PostgresSample database, string kind, bool withSearchFirst, Report? report)
    {
        var rates = new Dictionary<bool, (double Rate, List<double> Times)>();
        foreach (var withSearch in new[] { withSearchFirst, !withSearchFirst })
        {
            await using var floor = new PostgresFloor(database, withSearch);
            var uploads = _uploads.Take(kind, requests + floor.WarmUps(Clients));
            var before = await ServerCost.OfAsync(database.Server);
            var measured = await floor.RunAsync(uploads, Clients);
            var cost = (await ServerCost.OfAsync(database.Server) - before) / uploads.Count;
            rates[withSearch] = (measured.Milliseconds.Count * Sample.RowsOfUpload / measured.Whole.TotalSeconds, measured.Milliseconds);
            if (report is not null)
            {
                (_costs.TryGetValue((kind, withSearch), out var costs) ? costs : _costs[(kind, withSearch)] = []).Add(cost);
            }
        }

        report?.Add(kind, "no search", rates[false].Rate, rates[false].Times);
        report?.Add(kind, "search kept up", rates[true].Rate, rates[true].Times, rates[false].Rate);
    }

    private void NoteCosts(Report report)
    {
        report.Note("| rows | what | log an upload, KiB | processor time an upload, ms |");
        report.Note("| --- | --- | ---: | ---: |");
        foreach (var ((kind, withSearch), costs) in _costs)
        {
            report.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {(withSearch ? "search kept up" : "no search")} | {Median(cost => cost.LogBytes / 1024.0):F0} | {Median(cost => cost.ProcessorTime.TotalMilliseconds):F1} |"));

            double Median(Func<ServerCost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);
        }
    }
}
