namespace ContactBooks.Bench;

/// <summary>Reading a large book of the embedded store.</summary>
internal sealed class SearchBench(long contacts, int requests)
{
    public async Task<Report> RunAsync()
    {
        using var database = await SampleDatabase.CreateAsync(contacts);
        using var server = await database.ServeAsync();
        var report = new Report($"Reading a book of {contacts:N0} contacts, embedded store, median of {requests} requests");
        await new SearchQueries(server, contacts, requests).MeasureAsync(report);
        report.Note($"Server: peak memory {server.PeakMemoryBytes / 1048576} MiB (the database file is mapped: its pages that were read count here, and the system takes them back when it needs them).");
        return report;
    }
}
