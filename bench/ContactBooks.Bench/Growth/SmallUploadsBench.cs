using System.Globalization;
using ContactBooks.Core.Books;

namespace ContactBooks.Bench;

/// <summary>What a book's size costs an upload of ten changed rows: one into a book of ten, and into a large one, in turn.</summary>
/// <param name="members">How many contacts the large book has.</param>
/// <param name="requests">How many uploads of each kind are timed.</param>
internal sealed class SmallUploadsBench(long members, int requests)
{
    private const int Rows = 10;
    private const int WarmUps = 10;

    private readonly Random _random = new(7);
    private int _version;

    public async Task RunAsync(string engine, ResultFile result)
    {
        using var store = await FilledStore.CreateAsync(engine, members, emptyBooks: 1);
        using var server = await store.ServeAsync();
        var (large, small) = (store.Sample.Books[0], store.Sample.Books[1]);
        await server.UploadAsync([new SampleUploads(members).TakeNew(Rows)], 1, small);
        await store.ExpectAsync(members + Rows);

        // In turn, so that the machine's other work meets all of them.
        (string What, Book Book, Func<IEnumerable<long>> Contacts)[] kinds =
        [
            ("a book of 10", small, () => Sample.Range(members, Rows)),
            ($"a book of {members:N0}, the same ten each time", large, () => Sample.Range(0, Rows)),
            ($"a book of {members:N0}, any ten", large, AnyOfLarge),
        ];
        var uploads = Enumerable.Range(0, (WarmUps + requests) * kinds.Length).Select(i => Changed(kinds[i % kinds.Length].Contacts())).ToList();
        var (_, times) = await server.UploadAsync(uploads, 1, [.. kinds.Select(kind => kind.Book)]);
        foreach (var upload in uploads[^kinds.Length..])
        {
            var stored = await store.CountStoredAsync(upload.Rows);
            if (stored != Rows)
            {
                throw new InvalidOperationException($"There are {stored} of {Rows} rows as they were sent.");
            }
        }

        result.Heading(string.Create(CultureInfo.InvariantCulture, $"{store.Engine}, uploads of {Rows} changed rows, one client"));
        result.Table(
            ["into", "p50 ms", "p99 ms"],
            kinds.Select((kind, k) => Row(kind.What, [.. times.Where((_, i) => i % kinds.Length == k).Skip(WarmUps)])));
    }

    private SampleUpload Changed(IEnumerable<long> contacts)
    {
        var version = ++_version;
        var all = contacts.ToArray();
        return new SampleUpload(SampleUploads.Changed, Array.ConvertAll(all, n => (n, version)), [], all);
    }

    private HashSet<long> AnyOfLarge()
    {
        var any = new HashSet<long>();
        while (any.Count < Rows)
        {
            any.Add(_random.NextInt64(Rows, members)); // None of the same ten.
        }

        return any;
    }

    private static string[] Row(string what, List<double> milliseconds) => [what, Text(milliseconds, 0.5), Text(milliseconds, 0.99)];

    private static string Text(List<double> milliseconds, double share) => ContestFigures.Percentile(milliseconds, share).ToString("F2", CultureInfo.InvariantCulture);
}
