using System.Diagnostics;

namespace ContactBooks.Bench;

/// <summary>
/// What searching and uploading cost each other: clients that upload into a book as fast as they are answered, clients
/// that search it likewise, each alone and both together, in turn and over several rounds.
/// </summary>
/// <param name="contacts">How many contacts the book has at the beginning.</param>
/// <param name="rounds">How many rounds count.</param>
/// <param name="seconds">How long a turn lasts.</param>
internal sealed class SearchUnderLoadBench(long contacts, int rounds, double seconds)
{
    private const int Uploaders = 4;
    private const int Searchers = 10;

    public async Task RunAsync(string engine, ResultFile result)
    {
        using var store = await FilledStore.CreateAsync(engine, contacts);
        using var server = await store.ServeAsync();
        var uploads = new UploadStream(store.Sample, contacts);
        var figures = new UnderLoadFigures();
        for (var round = 0; round <= rounds; round++)
        {
            var uploading = await TurnAsync(server, uploads, store.Sample, Uploaders, 0);
            var searching = await TurnAsync(server, uploads, store.Sample, 0, Searchers);
            var both = await TurnAsync(server, uploads, store.Sample, Uploaders, Searchers);
            await SeeStoredAsync(store, uploads);
            if (round > 0) // The first warms up.
            {
                figures.Add(uploading, searching, both);
            }

            Console.Error.WriteLine(round == 0 ? $"{store.Engine}: warmed up" : $"{store.Engine}: round {round} of {rounds}");
        }

        result.Heading(store.Engine);
        figures.WriteTo(result);
        result.Note(FormattableString.Invariant($"The book had {contacts:N0} contacts before the first round and {contacts + uploads.Added:N0} after the last. Server's peak memory: {server.PeakMemoryBytes / 1048576} MiB."));
        result.Note(FilledStore.NoteOf(engine));
    }

    private async Task<Turn> TurnAsync(ServerUnderTest server, UploadStream uploads, Sample sample, int uploaders, int searchers)
    {
        var begun = Stopwatch.GetTimestamp();
        var searches = 0L;
        var uploading = HttpLoad.SendAsync(server.Address, uploaders, () => IsOver() ? null : uploads.Next());
        var searching = HttpLoad.SendAsync(server.Address, searchers, () => IsOver() ? null : Search(sample, Interlocked.Increment(ref searches)).By(sample.Token));
        await Task.WhenAll(uploading, searching);
        return new Turn(await uploading, await searching);

        bool IsOver() => Stopwatch.GetElapsedTime(begun).TotalSeconds >= seconds;
    }

    /// <summary>A search that finds nothing and one that finds one contact, in turn; none changes what another finds.</summary>
    private ReadRequest Search(Sample sample, long i) => i % 2 == 0
        ? ReadingRequests.NoMatch(sample.Book, i)
        : ReadingRequests.OneByEmail(sample.Book, Random.Shared.NextInt64(contacts / 10, contacts));

    /// <summary>What was sent last must be stored, and no contact twice or uncounted.</summary>
    private async Task SeeStoredAsync(IFilledStore store, UploadStream uploads)
    {
        foreach (var upload in uploads.Latest)
        {
            var stored = await store.CountStoredAsync(upload.Rows);
            if (stored != upload.Rows.Count)
            {
                throw new InvalidOperationException($"There are {stored} of {upload.Rows.Count} {upload.Kind} rows as they were sent.");
            }
        }

        await store.ExpectAsync(contacts + uploads.Added);
    }
}
