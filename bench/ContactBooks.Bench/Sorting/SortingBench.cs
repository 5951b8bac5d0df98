using System.Diagnostics;
using System.Globalization;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;
using ContactBooks.Core.Store;

namespace ContactBooks.Bench;

/// <summary>
/// Pages of a large book in other orders than its own, asked of the store in this process, all of them in turn in every round.
/// </summary>
/// <param name="contacts">How many contacts the book has.</param>
/// <param name="rounds">How many rounds.</param>
internal sealed class SortingBench(long contacts, int rounds)
{
    private const int PageSize = 50;
    private const int WarmUps = 10;

    public async Task RunAsync(string engine, ResultFile result)
    {
        var times = new List<(string Way, List<double> Times)>();
        using var filled = await FilledStore.CreateAsync(engine, async store =>
        {
            var sample = await Sample.FillAsync(store, contacts, uploadsAtOnce: engine == FilledStore.Postgres ? 4 : 1);
            times.AddRange(await MeasureAsync(store.Contacts, sample));
            return sample;
        });
        var own = ContestFigures.Percentile(times[0].Times, 0.5);
        result.Heading(filled.Engine);
        result.Table(
            ["page of 50", "p50 ms", "p99 ms", "p50 / that of page 1 in the book's own order"],
            times.Select(way => (string[])
            [
                way.Way,
                Text(ContestFigures.Percentile(way.Times, 0.5), "F1"),
                Text(ContestFigures.Percentile(way.Times, 0.99), "F1"),
                Text(ContestFigures.Percentile(way.Times, 0.5) / own, "F0"),
            ]));
        result.Note($"The machine's load average at the end: {ProcessUse.LoadAverage}.");
    }

    private async Task<List<(string Way, List<double> Times)>> MeasureAsync(IContactStore store, Sample sample)
    {
        var ways = WaysOf(store, sample);
        var times = ways.ConvertAll(way => (way.What, Times: new List<double>()));
        for (var round = -WarmUps; round < rounds; round++)
        {
            for (var way = 0; way < ways.Count; way++)
            {
                var began = Stopwatch.GetTimestamp();
                var page = await ways[way].Read();
                var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
                if (page.Items.Count != PageSize)
                {
                    throw new InvalidOperationException($"{ways[way].What}: {page.Items.Count} contacts instead of {PageSize}.");
                }

                if (round >= 0)
                {
                    times[way].Times.Add(took);
                }
            }
        }

        return times;
    }

    private static List<(string What, Func<ValueTask<Page<Contact, ContactCursor>>> Read)> WaysOf(IContactStore store, Sample sample)
    {
        // Found in every contact's email, and in one of sixteen contacts.
        var (all, some) = (Query("example"), Query("meera"));
        var slice = new Slice<ContactCursor>(0, PageSize, null);
        var middle = new ContactCursor(ContactOrder.Name, 0, default, "kavya");
        return
        [
            ("page 1, the book's own order", () => store.ListAsync(sample.Customer, sample.Book.Id, slice)),
            ("oldest first", () => Sorted(ContactSort.Oldest)),
            ("by name", () => Sorted(ContactSort.Name)),
            ("by name, from the middle", () => Sorted(ContactSort.Name, after: middle)),
            ("by name, backwards", () => Sorted(ContactSort.NameDescending)),
            ("by phone", () => Sorted(ContactSort.Phone)),
            ("a search that finds all, as it finds them", () => store.SearchAsync(sample.Customer, sample.Book.Id, all, slice, default)),
            ("the same by name", () => Sorted(ContactSort.Name, all)),
            ("a search that finds one of sixteen, as it finds them", () =>
                 store.SearchAsync(sample.Customer, sample.Book.Id, some, slice, default)),
            ("the same by name", () => Sorted(ContactSort.Name, some)),
            ("the same, oldest first", () => Sorted(ContactSort.Oldest, some)),
        ];

        ValueTask<Page<Contact, ContactCursor>> Sorted(ContactSort sort, SearchQuery? query = null, ContactCursor? after = null) =>
            store.ListSortedAsync(sample.Customer, sample.Book.Id, sort, query, PageSize, after, default);
    }

    private static SearchQuery Query(string text) => SearchQuery.Parse(text, new PhoneReader(), null)!;

    private static string Text(double figure, string format) => figure.ToString(format, CultureInfo.InvariantCulture);
}
