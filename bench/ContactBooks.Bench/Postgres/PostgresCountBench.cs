using System.Globalization;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>
/// What it costs that an upload counts in its book's row and takes its search block's number there: 16 clients that all
/// upload new rows into one book, beside 16 that have a book each, in turn. With the server's own limit of uploads in the
/// database, and with 16 of them, as several nodes together have.
/// </summary>
internal sealed class PostgresCountBench(long contacts, int rounds, int requests)
{
    private const int Clients = 16;

    /// <summary>Rows of an upload, and how many such uploads stand for one of 1000 rows: with few rows there is little but the lock.</summary>
    private static readonly (int Rows, int Times)[] Sizes = [(1000, 1), (10, 20)];

    private readonly SampleUploads _uploads = new(contacts);
    private readonly SortedDictionary<(string Kind, string What), Waits> _waits = [];

    public async Task<Report> RunAsync()
    {
        using var postgres = await ThrowAwayPostgres.StartAsync();
        var database = await PostgresSample.CreateAsync(postgres, contacts, emptyBooks: Clients + 1);
        var report = new Report($"{Clients} clients uploading new rows into one book, and into a book each, PostgreSQL, {contacts:N0} contacts there, {rounds} rounds of {requests} uploads", "a book each");
        foreach (var uploadsAtOnce in new[] { 0, Clients })
        {
            using var server = await database.ServeAsync(
                uploadsAtOnce == 0 ? [] : [("CONTACTBOOKS__UPLOADSATONCE", uploadsAtOnce.ToString(CultureInfo.InvariantCulture))]);
            for (var round = -1; round < rounds; round++) // The first warms up.
            {
                foreach (var (rows, times) in Sizes)
                {
                    var kind = $"{rows} a request, {(uploadsAtOnce == 0 ? "the default of" : uploadsAtOnce)} uploads at once";
                    await RoundAsync(database, server, kind, rows, requests * times, round < 0 ? null : report);
                }
            }
        }

        NoteWaits(report);
        report.Note("");
        report.Note($"PostgreSQL {await postgres.VersionAsync()}: {ThrowAwayPostgres.Settings}.");
        return report;
    }

    private async Task RoundAsync(PostgresSample database, ServerUnderTest server, string kind, int rows, int uploads, Report? report)
    {
        var each = await MeasureAsync("a book each", [.. database.Sample.Books.Skip(2)], null);
        await MeasureAsync("one book", [database.Sample.Books[1]], each);

        async Task<double> MeasureAsync(string what, Book[] books, double? against)
        {
            List<SampleUpload> all = [.. Enumerable.Range(0, uploads).Select(_ => _uploads.TakeNew(rows))];
            var ((whole, times), waits) = await new WaitSampler(database).DuringAsync(() => server.UploadAsync(all, Clients, books));
            var rate = uploads * rows / whole.TotalSeconds;
            if (report is not null)
            {
                report.Add(kind, what, rate, times, against);
                _waits[(kind, what)] = _waits.GetValueOrDefault((kind, what)) + waits;
            }

            return rate;
        }
    }

    private void NoteWaits(Report report)
    {
        report.Note("Of the time that PostgreSQL had transactions of the server:");
        report.Note("");
        report.Note("| rows | what | waiting for a locked row | in COMMIT | waiting for our next statement | at work | transactions at a time |");
        report.Note("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var ((kind, what), waits) in _waits)
        {
            var all = Math.Max(1.0, waits.All);
            report.Note(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {what} | {waits.Lock / all:P0} | {waits.Commit / all:P0} | {waits.Ours / all:P0} | {(waits.All - waits.Lock - waits.Commit - waits.Ours) / all:P0} | {waits.All / (double)waits.Looks:F1} |"));
        }
    }
}
