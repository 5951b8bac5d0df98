namespace ContactBooks.Bench;

/// <summary>
/// Reading a large book over loopback HTTP, each request once and none the same as before: the first page, a page deep
/// down by cursor, and searches that match nothing, one contact, or most of them.
/// </summary>
internal sealed class SearchQueries(ServerUnderTest server, long contacts, int requests)
{
    private readonly Random _random = new(7);

    public async Task MeasureAsync(Report report)
    {
        var cursor = await DeepCursorAsync();
        await MeasureAsync("no match", NoMatch, answer => Expect(answer, 0));
        await MeasureAsync("one contact, by email", _ => $"?search=.{_random.NextInt64(contacts / 10, contacts)}@EXAMPLE", answer => Expect(answer, 1));
        await MeasureAsync("one contact, by phone with spaces", _ => $"?search={Uri.EscapeDataString(Spaced(_random.NextInt64(contacts)))}", answer => Expect(answer, 1));
        await MeasureAsync("nearly all, 50 shown", i => $"?search=example&page={1 + (i % 5)}", answer => Expect(answer, 50));
        await MeasureAsync("page 1 of the list", _ => "", answer => Expect(answer, 50));
        await MeasureAsync("page in the middle, by cursor", _ => $"?cursor={cursor}", answer => Expect(answer, 50));

        async Task MeasureAsync(string what, Func<int, string> query, Action<string> check)
        {
            await server.GetAsync(Enumerable.Range(1_000_000, 5).Select(query), check);
            report.AddTimes(what, await server.GetAsync(Enumerable.Range(0, requests).Select(query), check));
        }
    }

    /// <summary>A search that reads all of a book and finds nothing.</summary>
    public static string NoMatch(int i) => $"?search=zq{i}zq";

    /// <summary>Goes to the middle page by page, as a client would.</summary>
    private async Task<string> DeepCursorAsync()
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
