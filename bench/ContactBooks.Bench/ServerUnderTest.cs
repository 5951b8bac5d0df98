using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace ContactBooks.Bench;

/// <summary>The real server in a process of its own, as a user would run it, and clients that upload to it over loopback.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly Process _process;
    private readonly string _token;
    private readonly string _bookUid;

    private ServerUnderTest(Process process, Uri address, string token, string bookUid) =>
        (_process, Address, _token, _bookUid) = (process, address, token, bookUid);

    public Uri Address { get; }

    public long PeakMemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<ServerUnderTest> StartAsync(string dataFolder, string token, string bookUid)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "contactbooks.dll"), "serve", "--data", dataFolder, "--urls", "http://127.0.0.1:0" })
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardError.ReadToEndAsync();
                var end = line.IndexOfAny([' ', '"'], at);
                return new ServerUnderTest(process, new Uri(end < 0 ? line[at..] : line[at..end]), token, bookUid);
            }
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Sends the bodies, so many at a time; each answer must say that all its rows had the one outcome.</summary>
    /// <returns>The whole time, and each request's.</returns>
    public async Task<(TimeSpan Whole, List<double> Milliseconds)> UploadAsync(IReadOnlyList<byte[]> bodies, int clients, string outcome)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        var next = -1;
        var times = new List<double>();
        var expected = System.Text.Encoding.ASCII.GetBytes($"\"{outcome}\":1000");
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < bodies.Count)
            {
                var begun = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync($"/api/v2/contact-books/{_bookUid}/contacts/bulk", content);
                var data = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode || data.AsSpan().IndexOf(expected) < 0)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The server answered {(int)answer.StatusCode}, not 1000 rows {outcome}: {System.Text.Encoding.UTF8.GetString(data.AsSpan(0, Math.Min(400, data.Length)))}"));
                }

                lock (times)
                {
                    times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            }
        })));
        return (Stopwatch.GetElapsedTime(start), times);
    }

    /// <summary>Times one request after another.</summary>
    public async Task<List<double>> GetAsync(IEnumerable<string> queries, Action<string>? check = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        var times = new List<double>();
        foreach (var query in queries)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await http.GetStringAsync($"/api/v2/contact-books/{_bookUid}/contacts{query}");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            check?.Invoke(answer);
        }

        return times;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
