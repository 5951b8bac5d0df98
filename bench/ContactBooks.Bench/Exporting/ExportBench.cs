using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ContactBooks.Core.Exports;

namespace ContactBooks.Bench;

/// <summary>A large book exported over HTTP in each format: how fast it goes, how large it is, what memory the server takes for it.</summary>
/// <param name="contacts">How many contacts the book has, in thousands of them.</param>
internal sealed class ExportBench(long contacts)
{
    public async Task RunAsync(string engine, ResultFile result)
    {
        using var store = await FilledStore.CreateAsync(engine, contacts);
        var rows = new List<string[]>();
        foreach (var format in ExportFormats.Names)
        {
            // A server for each, so that one format's memory isn't another's.
            using var server = await store.ServeAsync();
            using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(10) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", store.Sample.Token);
            var idle = ProcessUse.AnonymousMemory(server.ProcessId);
            await using var peak = new MemoryPeak(server.ProcessId);
            var (first, whole, bytes) = await ReadAsync(http, $"/api/v2/contact-books/{store.Sample.Book.Uid}/contacts/export?format={format}");
            rows.Add([format, Text(bytes / 1048576.0, "N0"), Text(first.TotalSeconds, "F1"), Text(whole.TotalSeconds, "F1"), Text(contacts / whole.TotalSeconds, "N0"), Text(idle / 1048576.0, "N0"), Text((peak.Bytes - idle) / 1048576.0, "N0")]);
            Console.Error.WriteLine($"{store.Engine}: {format} read");
        }

        result.Heading(store.Engine);
        result.Table(["format", "file MiB", "first byte after s", "whole after s", "contacts/s", "server's own memory, idle MiB", "its peak, MiB above that"], rows);
        result.Note($"A table is walked through twice, first for its columns. The first export of a fresh process each. The machine's load average at the end: {ProcessUse.LoadAverage}.");
        result.Note(FilledStore.NoteOf(engine));
    }

    private static async Task<(TimeSpan First, TimeSpan Whole, long Bytes)> ReadAsync(HttpClient http, string path)
    {
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[256 * 1024];
        var bytes = (long)await body.ReadAsync(buffer);
        var first = Stopwatch.GetElapsedTime(begun);
        while (await body.ReadAsync(buffer) is > 0 and var read)
        {
            bytes += read;
        }

        return (first, Stopwatch.GetElapsedTime(begun), bytes);
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
