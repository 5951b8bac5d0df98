using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ContactBooks.Bench;

/// <summary>An import over HTTP, from the file's first byte to its end.</summary>
/// <param name="Received">From the first byte sent until it was answered that the file is there.</param>
/// <param name="Imported">From then until it was done.</param>
internal sealed record SentImport(TimeSpan Received, TimeSpan Imported)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Sends a file, each of whose rows is a new contact, and waits for its end.</summary>
    /// <exception cref="InvalidOperationException">It did not end as it must.</exception>
    public static async Task<SentImport> RunAsync(Uri address, Sample sample, string mediaType, byte[] file, long rows)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", sample.Token);
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync($"/api/v2/contact-books/{sample.Book.Uid}/imports?defaultCountryCode=91", content);
        var received = Stopwatch.GetElapsedTime(begun);
        if (answer.Headers.Location is not { } import)
        {
            throw new InvalidOperationException($"The file was not taken: {await answer.Content.ReadAsStringAsync()}");
        }

        while (true)
        {
            using var json = JsonDocument.Parse(await http.GetStringAsync(import));
            var now = json.RootElement.GetProperty("data").GetProperty("import");
            switch (now.GetProperty("state").GetString())
            {
                case "QUEUED" or "RUNNING":
                    await Task.Delay(LookInterval);
                    break;
                case "DONE" when now.GetProperty("summary").GetProperty("created").GetInt64() == rows:
                    return new SentImport(received, Stopwatch.GetElapsedTime(begun) - received);
                default:
                    throw new InvalidOperationException($"The import did not end as it must: {now.GetRawText()}");
            }
        }
    }
}
