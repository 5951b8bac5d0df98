namespace ContactBooks.Bench;

/// <summary>Reading a large book in PostgreSQL: its first search, which brings its blocks into the process, and all that come after.</summary>
internal sealed class PostgresSearchBench(long contacts, int requests)
{
    private const int Starts = 5;

    public async Task<Report> RunAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        var database = await PostgresSample.CreateAsync(postgres, contacts, emptyBooks: 1);
        var report = new Report($"Reading a book of {contacts:N0} contacts, PostgreSQL, median of {requests} requests");
        await FreshProcessAsync(database, report);
        await FirstTouchAsync(database, report);

        using var server = await database.ServeAsync();
        var before = server.MemoryBytes;
        await server.GetAsync([SearchQueries.NoMatch(0)]);
        var touched = server.MemoryBytes;
        await new SearchQueries(server, contacts, requests).MeasureAsync(report);
        report.Note($"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}.");
        report.Note($"Search blocks in the database: {await BytesOfBlocksAsync(database) / 1048576} MiB.");
        report.Note($"Server: memory {before / 1048576} MiB when started, {touched / 1048576} MiB after the first search, {server.MemoryBytes / 1048576} MiB at the end, peak {server.PeakMemoryBytes / 1048576} MiB.");
        return report;
    }

    /// <summary>The very first request of a process: it is compiled and connects on the way.</summary>
    private static async Task FreshProcessAsync(PostgresSample database, Report report)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var server = await database.ServeAsync();
            times.AddRange(await server.GetAsync([SearchQueries.NoMatch(i)]));
        }

        report.AddTimes($"first request of a process, a search ({Starts} processes)", times);
    }

    /// <summary>The book's first search in a process that is at work already, with another book.</summary>
    private async Task FirstTouchAsync(PostgresSample database, Report report)
    {
        var other = database.Sample.Books[1];
        var uploads = new SampleUploads(contacts);
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var server = await database.ServeAsync();
            await server.UploadAsync([uploads.TakeNew(Sample.RowsOfUpload)], 1, other);
            await server.GetAsync(Enumerable.Range(0, 50).Select(SearchQueries.NoMatch), null, other);
            times.AddRange(await server.GetAsync([SearchQueries.NoMatch(i)]));
        }

        report.AddTimes($"first search of the book in a process at work ({Starts} processes)", times);
    }

    private static async Task<long> BytesOfBlocksAsync(PostgresSample database)
    {
        await using var connection = await database.Server.ConnectAsync(database.Database);
        await using var command = new Npgsql.NpgsqlCommand("select sum(octet_length(lines) + octet_length(runs))::bigint from search_blocks", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
