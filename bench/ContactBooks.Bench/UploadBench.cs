using System.Diagnostics;
using ContactBooks.Core.Planning;

namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 rows over loopback HTTP, beside the engine's floor, in turn and over several rounds of one run: new
/// rows, changed ones, and ones that are stored just so already.
/// </summary>
internal sealed class UploadBench(long contacts, int rounds, int requests)
{
    private static readonly int[] Clients = [1, 4, 8];

    private readonly SampleUploads _uploads = new(contacts);

    public async Task<Report> RunAsync()
    {
        using var ours = await SampleDatabase.CreateAsync(contacts);
        using var theirs = ours.Copy();
        using var floor = new SqliteFloor(theirs.Folder);
        using var server = await ours.ServeAsync();
        await WarmUpAsync(server, floor);

        var report = new Report($"Uploads of 1000 rows, embedded store, {contacts:N0} contacts there, {rounds} rounds of {requests} uploads");
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (kind, outcome) in SampleUploads.Kinds)
            {
                var bare = Floor(floor, kind, withSearch: false);
                report.Add(kind, "floor: SQLite in process", bare, null);
                foreach (var clients in Clients)
                {
                    var (rate, times) = await OursAsync(server, kind, outcome, clients);
                    report.Add(kind, $"ours over HTTP, {clients} client{(clients == 1 ? "" : "s")}", rate, times, bare);
                }

                report.Add(kind, "floor with the search kept up", Floor(floor, kind, withSearch: true), null, bare);
            }

            Console.Error.WriteLine($"round {round + 1} of {rounds}");
        }

        report.Note($"Server: peak memory {server.PeakMemoryBytes / 1048576} MiB, processor time {server.ProcessorTime.TotalSeconds:F1} s.");
        return report;
    }

    private async Task WarmUpAsync(ServerUnderTest server, SqliteFloor floor)
    {
        foreach (var (kind, outcome) in SampleUploads.Kinds)
        {
            await OursAsync(server, kind, outcome, 8);
            Floor(floor, kind, withSearch: false);
            Floor(floor, kind, withSearch: true);
        }
    }

    private async Task<(double Rate, List<double> Milliseconds)> OursAsync(ServerUnderTest server, string kind, string outcome, int clients)
    {
        var bodies = _uploads.Take(kind, requests).Select(b => SampleContacts.Body(b.Contacts, b.Version)).ToList();
        var (whole, times) = await server.UploadAsync(bodies, clients, outcome);
        return (bodies.Count * 1000 / whole.TotalSeconds, times);
    }

    private double Floor(SqliteFloor floor, string kind, bool withSearch)
    {
        var now = DateTimeOffset.UtcNow;
        // Each upload at a time of its own, as on a server: identifiers begin with it, and uploads of one moment would not go
        // to the table's end one after the other.
        List<UploadPlan> plans = [.. _uploads.Take(kind, requests).Select((b, i) => SampleContacts.Plan(b.Contacts, b.Version, now.AddMilliseconds(i)))];
        List<byte[][]?> lines = [.. plans.Select(plan => withSearch ? SampleContacts.SearchLines(plan) : null)];
        GC.Collect(); // The bench's own garbage is not the floor's.
        var start = Stopwatch.GetTimestamp();
        var written = plans.Zip(lines).Sum(upload => floor.Upload(upload.First, now, upload.Second));
        var rate = plans.Count * 1000 / Stopwatch.GetElapsedTime(start).TotalSeconds;
        var expected = kind == "identical" ? 0 : plans.Count * 1000;
        return written == expected ? rate : throw new InvalidOperationException($"The floor wrote {written} rows where {expected} were {kind}.");
    }
}
