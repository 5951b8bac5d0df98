namespace ContactBooks.Bench;

/// <summary>What becomes of uploads as a store grows from nothing, for one customer with one book, and for many.</summary>
/// <param name="contacts">How many contacts there are at the end.</param>
/// <param name="customers">How many the many customers are.</param>
/// <param name="members">How many members the large book has that small uploads go into.</param>
/// <param name="requests">How many small uploads of each kind are timed.</param>
internal sealed class GrowthBench(long contacts, int customers, long members, int requests)
{
    public async Task RunAsync(string engine, ResultFile result)
    {
        foreach (var many in new[] { 1, customers })
        {
            var samples = new List<Sample>();
            using var store = await FilledStore.CreateAsync(engine, async store =>
            {
                for (var i = 0; i < many; i++)
                {
                    samples.Add(await Sample.CreateAsync(store));
                }

                return samples[0];
            });
            var title = many == 1 ? "one customer with one book" : FormattableString.Invariant($"{many:N0} customers with a book each");
            var tenths = await new GrowingStore(store, samples, contacts).MeasureAsync(title);
            result.Heading($"{store.Engine}, {title}");
            result.Table(Tenth.Columns, tenths.Select(tenth => tenth.Cells));
            result.Write();
        }

        await new SmallUploadsBench(members, requests).RunAsync(engine, result);
        result.Note(FilledStore.NoteOf(engine));
    }
}
