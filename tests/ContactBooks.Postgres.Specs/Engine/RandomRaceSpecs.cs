using ContactBooks.Core.Store;
using ContactBooks.Specs.Nodes;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Engine;

/// <summary>Many uploads into several books at once, on two nodes, of contacts that they have in common.</summary>
public sealed class RandomRaceSpecs(ITestOutputHelper output) : TwoStores
{
    private const int Writers = 6;
    private const int UploadsOfWriter = 25;
    private const int Phones = 40;

    [Fact]
    public async Task Every_change_survives_every_answer_is_true_and_every_book_is_searched_as_it_is()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        var books = new[] { Book, await NewBookAsync("Second"), await NewBookAsync("Third") };
        var now = Later();
        var created = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(
            async () =>
            {
                var (random, node, sum) = (new Random(seed + writer), writer % 2 == 0 ? Store : Other, 0);
                for (var n = 0; n < UploadsOfWriter; n++)
                {
                    // A field of its own in each upload: merged into what is there, each of them stays.
                    int[] phones = [.. Enumerable.Range(0, 12).Select(_ => random.Next(Phones)).Distinct()];
                    var rows = phones.Select(phone => Uploads.Row(
                        phone, $$""" "displayName":"By {{writer}} at {{n}}","customFields":{"w{{writer}}n{{n}}p{{phone}}":1} """));
                    var written = await node.Contacts.UploadAsync(Customer, books[random.Next(3)].Id, Uploads.Of(now, rows), now, null, Cancellation);
                    written.End.Should().Be(WriteEnd.Done);
                    sum += written.Value!.Contacts.Count(contact => contact.Created);
                }

                return sum;
            },
            Cancellation)));

        created.Sum().Should().Be(await ScalarAsync<int>("select count(*)::integer from contacts"));
        (await ScalarAsync<int>("select count(*)::integer from contacts, json_object_keys(custom_fields::json)")).Should().Be(RowsOf(seed));
        foreach (var book in books)
        {
            var listed = await FoundAsListedAsync("by ", book);
            foreach (var node in new[] { Store, Other })
            {
                foreach (var name in listed.Select(contact => contact.Fields.DisplayName!).Distinct())
                {
                    (await FoundOnAsync(node, name, book)).Should().Contain(
                        listed.Where(contact => contact.Fields.DisplayName == name).Select(contact => (int)(contact.Phone.Number % 1000)));
                }
            }
        }
    }

    /// <summary>How many rows all the writers sent.</summary>
    private static int RowsOf(int seed) => Enumerable.Range(0, Writers).Sum(writer =>
    {
        var (random, sum) = (new Random(seed + writer), 0);
        for (var n = 0; n < UploadsOfWriter; n++)
        {
            sum += Enumerable.Range(0, 12).Select(_ => random.Next(Phones)).Distinct().Count();
            random.Next(3);
        }

        return sum;
    });
}
