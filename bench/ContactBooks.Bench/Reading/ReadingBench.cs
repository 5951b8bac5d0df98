namespace ContactBooks.Bench;

/// <summary>How reading grows with the book: for each size a database of its own with one book of it, and each way of reading.</summary>
/// <param name="sizes">How many contacts the book has, in thousands of them, 2000 at the least.</param>
/// <param name="requests">How many requests of each way are timed.</param>
internal sealed class ReadingBench(IReadOnlyCollection<long> sizes, int requests)
{
    /// <summary>How many processes are started to see what comes first in each.</summary>
    private const int Starts = 5;

    private const int WarmUps = 5;

    public async Task RunAsync(string engine, ResultFile result)
    {
        var (table, name) = (new SizeTable(), "");
        foreach (var size in sizes.Order())
        {
            using var store = await FilledStore.CreateAsync(engine, size, emptyBooks: 1);
            name = store.Engine;
            await MeasureAsync(store, size, table);
            Console.Error.WriteLine($"{name}: {size:N0} contacts read");
        }

        var ratio = (double)sizes.Max() / sizes.Min();
        result.Heading(name);
        table.WriteTo(result);
        result.Note(FormattableString.Invariant(
            $"The largest book is {ratio:N0} times the smallest. Whatever takes a place in an index, as pages and GET /contact-books do, grows with the logarithm of the size and ought to stand near 1; what scans the book stands at the most near {ratio:N0}."));
        result.Note(FilledStore.NoteOf(engine));
    }

    private async Task MeasureAsync(IFilledStore store, long size, SizeTable table)
    {
        var (whole, blocks) = (await store.SizeAsync(), await store.SearchSizeAsync());
        await FirstOfProcessAsync(store, size, table);
        await FirstOfBookAsync(store, size, table);

        using var server = await store.ServeAsync();
        var started = server.MemoryBytes;
        await server.ReadAsync([ReadingRequests.NoMatch(store.Sample.Book, -1)]);
        var searched = server.MemoryBytes;
        var reading = new ReadingRequests(store.Sample, size);
        foreach (var (what, of) in reading.All(await reading.MiddleCursorAsync(server)))
        {
            await server.ReadAsync(Enumerable.Range(requests, WarmUps).Select(of));
            table.AddTimes(what, size, await server.ReadAsync(Enumerable.Range(0, requests).Select(of)));
        }

        table.AddBytes("database", size, whole);
        table.AddBytes("search blocks in it", size, blocks);
        table.AddBytes("server's memory when started", size, started);
        table.AddBytes("after the first search", size, searched);
        table.AddBytes("at the end", size, server.MemoryBytes);
        table.AddBytes("its peak", size, server.PeakMemoryBytes);
    }

    /// <summary>The very first request of a process: it is compiled and connects on the way.</summary>
    private static async Task FirstOfProcessAsync(IFilledStore store, long size, SizeTable table)
    {
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var server = await store.ServeAsync();
            times.AddRange(await server.ReadAsync([ReadingRequests.NoMatch(store.Sample.Book, i)]));
        }

        table.AddTimes($"first request of a process, a search ({Starts} processes)", size, times);
    }

    /// <summary>The book's first search in a process that is at work already, with another book.</summary>
    private static async Task FirstOfBookAsync(IFilledStore store, long size, SizeTable table)
    {
        var other = store.Sample.Books[1];
        var uploads = new SampleUploads(size);
        var times = new List<double>();
        for (var i = 0; i < Starts; i++)
        {
            using var server = await store.ServeAsync();
            await server.UploadAsync([uploads.TakeNew(Sample.RowsOfUpload)], 1, other);
            await server.ReadAsync(Enumerable.Range(0, 50).Select(n => ReadingRequests.NoMatch(other, n)));
            times.AddRange(await server.ReadAsync([ReadingRequests.NoMatch(store.Sample.Book, i)]));
        }

        table.AddTimes($"first search of the book in a process at work ({Starts} processes)", size, times);
    }
}
