namespace ContactBooks.Bench;

/// <summary>
/// Reading a large book over loopback HTTP, each request once and none the same as before: the first page, a page deep
/// down by cursor, and searches that match nothing, one contact, or most of them.
/// </summary>
internal sealed class SearchBench(long contacts, int requests)
{
    public async Task<Report> RunAsync()
    {
        using var database = await SampleDatabase.CreateAsync(contacts);
        using var server = await ServerUnderTest.StartAsync(database.Folder, database.Token, database.BookUid);
        var random = new Random(7);
        var report = new Report($"Reading a book of {contacts:N0} contacts, embedded store, median of {requests} requests");

        var cursor = await DeepCursorAsync(server);
        await MeasureAsync("no match", i => $"?search=zq{i}zq", answer => Expect(answer, 0));
        await MeasureAsync("one contact, by email", _ => $"?search=.{random.NextInt64(contacts / 10, contacts)}@EXAMPLE", answer => Expect(answer, 1));
        await MeasureAsync("one contact, by phone with spaces", _ => $"?search={Uri.EscapeDataString(Spaced(random.NextInt64(contacts)))}", answer => Expect(answer, 1));
        await MeasureAsync("nearly all, 50 shown", i => $"?search=example&page={1 + (i % 5)}", answer => Expect(answer, 50));
        await MeasureAsync("page 1 of the list", _ => "", answer => Expect(answer, 50));
        await MeasureAsync("page in the middle, by cursor", _ => $"?cursor={cursor}", answer => Expect(answer, 50));
        report.Note($"Server: peak memory {server.PeakMemoryBytes / 1048576} MiB (the database file is mapped: its pages that were read count here, and the system takes them back when it needs them).");
        return report;

        async Task MeasureAsync(string what, Func<int, string> query, Action<string> check)
        {
            await server.GetAsync(Enumerable.Range(1_000_000, 5).Select(query), check);
            report.AddTimes(what, await server.GetAsync(Enumerable.Range(0, requests).Select(query), check));
        }
    }

    /// <summary>Goes to the middle page by page, as a client would.</summary>
    private async Task<string> DeepCursorAsync(ServerUnderTest server)
    {
        var cursor = "";
        for (long seen = 0; seen < contacts / 2; seen += 1000)
        {
            await server.GetAsync([$"?limit=1000{(cursor.Length == 0 ? "" : "&cursor=" + cursor)}"], answer =>
            {
                const string Name = "\"nextCursor\":\"";
                var at = answer.LastIndexOf(Name, StringComparison.Ordinal) + Name.Length;
                cursor = answer[at..answer.IndexOf('"', at)];
            });
        }

        return cursor;
    }

    private static string Spaced(long n) => $"+91 {SampleContacts.NationalPhone(n).ToString(System.Globalization.CultureInfo.InvariantCulture).Insert(5, "-")}";

    private static void Expect(string answer, int count)
    {
        if (!answer.Contains($"\"count\":{count},", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Expected {count} contacts: {answer[..Math.Min(300, answer.Length)]}");
        }
    }
}
