using System.Collections.Concurrent;
using System.Diagnostics;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>The real server in a process of its own, as a user would run it, and clients of it over loopback.</summary>
internal sealed class ServerUnderTest : IDisposable
{
    private readonly BenchedProcess _process;
    private readonly Sample _sample;

    private ServerUnderTest(BenchedProcess process, Sample sample) => (_process, _sample) = (process, sample);

    /// <summary>Its process's number.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Where it listens.</summary>
    public Uri Address => _process.Address;

    /// <summary>Memory that is resident now, in bytes.</summary>
    public long MemoryBytes => Process.GetProcessById(_process.Id).WorkingSet64;

    /// <summary>The most there has been of it.</summary>
    public long PeakMemoryBytes => ProcessUse.PeakMemory(_process.Id);

    /// <summary>Starts it over a store that holds the sample.</summary>
    /// <param name="store">The options that name the store.</param>
    /// <param name="sample">What it holds.</param>
    /// <param name="settings">Further settings, by environment variable.</param>
    public static async Task<ServerUnderTest> StartAsync(string[] store, Sample sample, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "contactbooks.dll"), "serve", .. store, "--urls", "http://127.0.0.1:0"]);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new ServerUnderTest(await BenchedProcess.StartAsync(start), sample);
    }

    /// <summary>The path that a book is uploaded into.</summary>
    public static string UploadPath(Book book) => $"/api/v2/contact-books/{book.Uid}/contacts/bulk";

    /// <summary>Sends uploads, so many at a time; each answer must say of its rows what the upload does.</summary>
    /// <param name="uploads">The uploads.</param>
    /// <param name="clients">How many clients there are.</param>
    /// <param name="books">The books, dealt out to the uploads in turn; the sample's first unless given.</param>
    /// <returns>The whole time, and each request's.</returns>
    public Task<(TimeSpan Whole, List<double> Milliseconds)> UploadAsync(IReadOnlyList<SampleUpload> uploads, int clients, params IReadOnlyList<Book> books)
    {
        var exchanges = new ConcurrentQueue<Exchange>(uploads.Select((upload, i) =>
            upload.To(UploadPath(books.Count == 0 ? _sample.Book : books[i % books.Count]), _sample.Token)));
        return HttpLoad.SendAsync(Address, clients, () => exchanges.TryDequeue(out var next) ? next : null);
    }

    /// <summary>Times one request after another, on one connection.</summary>
    public async Task<List<double>> ReadAsync(IEnumerable<ReadRequest> requests)
    {
        using var all = requests.GetEnumerator();
        return (await HttpLoad.SendAsync(Address, 1, () => all.MoveNext() ? all.Current.By(_sample.Token) : null)).Milliseconds;
    }

    public void Dispose() => _process.Dispose();
}
