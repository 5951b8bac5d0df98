namespace ContactBooks.Specs.Reliability;

public sealed class ConcurrentUploadSpecs
{
    private const int Clients = 16;
    private const int UploadsEach = 8;
    private const int Phones = 1500;

    [Fact]
    public async Task Sixteen_clients_upload_the_same_phones_shuffled_and_every_contact_is_created_once()
    {
        await using var server = await LiveServer.StartAsync();
        var caller = await server.NewCustomerAsync();
        string[] books = [await caller.NewBookAsync("One"), await caller.NewBookAsync("Two")];
        var seed = Random.Shared.Next();
        var sent = new System.Collections.Concurrent.ConcurrentDictionary<(string Book, int Contact), bool>();

        var created = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(async () =>
        {
            var random = new Random(seed + client);
            using var http = server.Connect();
            var own = caller.Over(http);
            var sum = 0;
            for (var i = 0; i < UploadsEach; i++)
            {
                var contacts = Enumerable.Range(0, 200).Select(_ => random.Next(Phones)).Distinct().ToArray();
                var book = books[random.Next(books.Length)];
                var answer = await own.UploadAsync(book, new Upload($"c{client}u{i}", contacts).Body);
                answer.Status.Should().Be(200, "seed {0}: {1}", seed, answer);
                var summary = answer.Data.GetProperty("summary");
                summary.GetProperty("updated").GetInt32().Should().Be(contacts.Length - summary.GetProperty("created").GetInt32(), "seed {0}", seed);
                sum += summary.GetProperty("created").GetInt32();
                Array.ForEach(contacts, contact => sent[(book, contact)] = true);
            }

            return sum;
        })));

        created.Sum().Should().Be(sent.Keys.Select(key => key.Contact).Distinct().Count(), "seed {0}", seed);
        foreach (var book in books)
        {
            (await caller.ContactCountAsync(book)).Should().Be(sent.Keys.Count(key => key.Book == book), "seed {0}", seed);
        }
    }
}
