using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>The real server in a process of its own, as a user would run it, and clients that upload to it over loopback.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly Process _process;
    private readonly Sample _sample;

    private ServerUnderTest(Process process, Uri address, Sample sample) => (_process, Address, _sample) = (process, address, sample);

    public Uri Address { get; }

    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

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

    /// <summary>Starts it over a store that holds the sample.</summary>
    /// <param name="store">The options that name the store.</param>
    /// <param name="sample">What it holds.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    public static async Task<ServerUnderTest> StartAsync(string[] store, Sample sample, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "contactbooks.dll"), "serve", .. store, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process); // Also when the bench is told to stop.
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is var at and >= 0)
            {
                _ = process.StandardError.ReadToEndAsync();
                var end = line.IndexOfAny([' ', '"'], at);
                return new ServerUnderTest(process, new Uri(end < 0 ? line[at..] : line[at..end]), sample);
            }

            Console.Error.WriteLine(line);
        }

        throw new InvalidOperationException("The server did not start.");
    }

    /// <summary>Sends the bodies, so many at a time; each answer must say that all its rows had the one outcome.</summary>
    /// <param name="bodies">The bodies.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="outcome">What must become of the rows.</param>
    /// <param name="rows">How many rows a body has.</param>
    /// <param name="books">The books, dealt out to the clients in turn; the sample's first unless given.</param>
    /// <returns>The whole time, and each request's.</returns>
    public async Task<(TimeSpan Whole, List<double> Milliseconds)> UploadAsync(
        IReadOnlyList<byte[]> bodies, int clients, string outcome, int rows = Sample.RowsOfUpload, params IReadOnlyList<Book> books)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _sample.Token);
        var next = -1;
        var times = new List<double>();
        var expected = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"{outcome}\":{rows}"));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var book = books.Count == 0 ? _sample.Book : books[client % books.Count];
            while (Interlocked.Increment(ref next) is var i && i < bodies.Count)
            {
                var begun = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(bodies[i]);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                using var answer = await http.PostAsync($"/api/v2/contact-books/{book.Uid}/contacts/bulk", content);
                var data = await answer.Content.ReadAsByteArrayAsync();
                if (!answer.IsSuccessStatusCode || data.AsSpan().IndexOf(expected) < 0)
                {
                    throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The server answered {(int)answer.StatusCode}, not {rows} rows {outcome}: {System.Text.Encoding.UTF8.GetString(data.AsSpan(0, Math.Min(400, data.Length)))}"));
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
    public async Task<List<double>> GetAsync(IEnumerable<string> queries, Action<string>? check = null, Book? book = null)
    {
        using var http = new HttpClient { BaseAddress = Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _sample.Token);
        var times = new List<double>();
        foreach (var query in queries)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await http.GetStringAsync($"/api/v2/contact-books/{(book ?? _sample.Book).Uid}/contacts{query}");
            times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            check?.Invoke(answer);
        }

        return times;
    }

    public void Dispose()
    {
        End(_process);
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, and was disposed of.
        }
    }
}
