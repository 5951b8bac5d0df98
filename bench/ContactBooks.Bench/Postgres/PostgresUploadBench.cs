namespace ContactBooks.Bench;

/// <summary>
/// Uploads of 1000 rows over loopback HTTP into PostgreSQL, beside the engine's floor, in turn and over several rounds of
/// one run. The two have databases of their own, copies of one, in the same server of PostgreSQL's.
/// </summary>
internal sealed class PostgresUploadBench(long contacts, int rounds, int requests, int uploadsAtOnce)
{
    private static readonly int[] Clients = [1, 4, 8, 16];

    /// <summary>More than this many the floor doesn't gain by; it is what a server with more clients is held against too.</summary>
    private const int ClientsOfFloor = 4;

    private readonly SampleUploads _uploads = new(contacts);

    public async Task<Report> RunAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        var ours = await PostgresSample.CreateAsync(postgres, contacts);
        var floor = new PostgresFloor(await ours.CopyAsync("floor"));
        await floor.SetUpAsync();
        using var server = await ours.ServeAsync(uploadsAtOnce);
        await WarmUpAsync(server, floor);

        var report = new Report($"Uploads of 1000 rows, PostgreSQL, {contacts:N0} contacts there, {rounds} rounds of {requests} uploads", "the floor of as many clients, at most 4");
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (kind, outcome) in SampleUploads.Kinds)
            {
                await RoundAsync(report, kind, outcome, server, floor);
            }

            Console.Error.WriteLine($"round {round + 1} of {rounds}");
        }

        report.Note($"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}. Uploads of the server in the database at a time: {(uploadsAtOnce == 0 ? "its default" : uploadsAtOnce)}.");
        report.Note($"Server: peak memory {server.PeakMemoryBytes / 1048576} MiB with up to {Clients[^1]} clients, processor time {server.ProcessorTime.TotalSeconds:F1} s.");
        return report;
    }

    private async Task RoundAsync(Report report, string kind, string outcome, ServerUnderTest server, PostgresFloor floor)
    {
        var floors = new Dictionary<int, double>();
        foreach (var clients in new[] { 1, ClientsOfFloor })
        {
            var (rate, times, _) = await floor.UploadAsync(kind, _uploads, requests, clients);
            floors.Add(clients, rate);
            report.Add(kind, $"floor: pgbench, {Named(clients)}", rate, times);
        }

        foreach (var clients in Clients)
        {
            var (rate, times) = await OursAsync(server, kind, outcome, clients);
            report.Add(kind, $"ours over HTTP, {Named(clients)}", rate, times, floors[Math.Min(clients, ClientsOfFloor)]);
        }
    }

    private async Task WarmUpAsync(ServerUnderTest server, PostgresFloor floor)
    {
        foreach (var (kind, outcome) in SampleUploads.Kinds)
        {
            await OursAsync(server, kind, outcome, Clients[^1]);
            await floor.UploadAsync(kind, _uploads, requests, ClientsOfFloor);
        }
    }

    private async Task<(double Rate, List<double> Milliseconds)> OursAsync(ServerUnderTest server, string kind, string outcome, int clients)
    {
        var bodies = _uploads.Take(kind, requests).ConvertAll(upload => SampleContacts.Body(upload.Contacts, upload.Version));
        var (whole, times) = await server.UploadAsync(bodies, clients, outcome);
        return (bodies.Count * Sample.RowsOfUpload / whole.TotalSeconds, times);
    }

    private static string Named(int clients) => $"{clients} client{(clients == 1 ? "" : "s")}";
}
