using System.Globalization;

namespace ContactBooks.Bench;

/// <summary>
/// Large files, one of each format, imported while another customer sends small uploads: how fast that goes beside the raw
/// engine, what it takes, what the other feels of it.
/// </summary>
/// <param name="files">The files.</param>
/// <param name="givenRows">Rows of each file, in thousands of them, each a new contact; null for as many as its format has.</param>
/// <param name="seconds">How long the small uploads are timed before it and after it, with no import under way.</param>
internal sealed class ImportBench(IReadOnlyList<SampleFile> files, long? givenRows, double seconds)
{
    private const int WarmUpRows = 20_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _alone = TimeSpan.FromSeconds(seconds);

    public async Task RunAsync(string engine, ResultFile result)
    {
        foreach (var file in files)
        {
            await RunAsync(engine, file, givenRows ?? file.Rows, result);
        }
    }

    private async Task RunAsync(string engine, SampleFile format, long rows, ResultFile result)
    {
        var raw = await RawEngine.RateAsync(engine, rows);
        Sample? other = null;
        using var store = await FilledStore.CreateAsync(engine, async filled =>
        {
            other = await Sample.CreateAsync(filled);
            return await Sample.CreateAsync(filled);
        });
        using var server = await store.ServeAsync();
        var uploads = new PacedUploads(server, other!);
        await SentImport.RunAsync(server.Address, store.Sample, format.MediaType, format.Make(rows, WarmUpRows), WarmUpRows);
        await uploads.RunAsync(WarmUp);

        var file = format.Make(0, rows);
        var before = await uploads.RunAsync(_alone);
        var idle = ProcessUse.AnonymousMemory(server.ProcessId);
        var (import, beside, peak) = await ImportAsync(server, store.Sample, uploads, format.MediaType, file, rows);
        var after = await uploads.RunAsync(_alone);
        await store.ExpectAsync(rows + WarmUpRows + uploads.Added);

        var rate = rows / import.Imported.TotalSeconds;
        result.Heading(string.Create(CultureInfo.InvariantCulture, $"{store.Engine}, {format.Format} of {rows:N0} rows"));
        result.Table(
            [
                "file MiB", "taken in s", "imported in s", "rows/s", "raw engine's rows/s", "ratio",
                "server's own memory, idle MiB", "its peak, MiB above that",
            ],
            [[
                Mebibytes(file.Length), Text(import.Received.TotalSeconds, "F1"), Text(import.Imported.TotalSeconds, "F1"), Text(rate, "N0"),
                Text(raw, "N0"), Text(rate / raw, "F2"), Mebibytes(idle), Mebibytes(peak - idle),
            ]]);
        List<double> alone = [.. before, .. after];
        result.Table(
            [$"another customer's uploads of {PacedUploads.Rows} new rows, 5 a second", "uploads", "p50 ms", "p99 ms"],
            [Row("with no import, before and after", alone), Row("while the import is under way", beside), Ratios("ratio", beside, alone)]);
        result.Note(
            $"The machine's load average at the end: {ProcessUse.LoadAverage}. Small uploads are timed from when they are sent. " +
            "The raw engine ran just before, alone.");
        result.Note(FilledStore.NoteOf(engine));
    }

    private static async Task<(SentImport Import, List<double> Beside, long Peak)> ImportAsync(
        ServerUnderTest server, Sample sample, PacedUploads uploads, string mediaType, byte[] file, long rows)
    {
        using var stop = new CancellationTokenSource();
        await using var peak = new MemoryPeak(server.ProcessId);
        var beside = uploads.RunAsync(stop.Token);
        try
        {
            return (await SentImport.RunAsync(server.Address, sample, mediaType, file, rows), await StopAsync(), peak.Bytes);
        }
        finally
        {
            await stop.CancelAsync();
        }

        async Task<List<double>> StopAsync()
        {
            await stop.CancelAsync();
            return await beside;
        }
    }

    private static string[] Row(string what, List<double> milliseconds) =>
        [what, Text(milliseconds.Count, "N0"), Text(ContestFigures.Percentile(milliseconds, 0.5), "F1"), Text(ContestFigures.Percentile(milliseconds, 0.99), "F1")];

    private static string[] Ratios(string what, List<double> of, List<double> to) => [what, "", Ratio(of, to, 0.5), Ratio(of, to, 0.99)];

    private static string Ratio(List<double> of, List<double> to, double share) =>
        Text(ContestFigures.Percentile(of, share) / ContestFigures.Percentile(to, share), "F1");

    private static string Mebibytes(long bytes) => Text(bytes / 1048576.0, "N0");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
