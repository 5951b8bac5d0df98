using System.Collections.Concurrent;
using System.Globalization;
using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>Many clients upload the same contacts through two nodes at once: their locks meet in every order that there is.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class OverlappingUploadSpecs
{
    private const int Clients = 16;
    private const int Rows = 200;
    private const int Phones = 1500;
    private static readonly int UploadsEach = Soak.Is ? 60 : 5;

    private readonly int _seed = Random.Shared.Next();

    // What each client sent where, and which rows were answered CREATED.
    private readonly ConcurrentDictionary<(string Book, int Contact), bool> _sent = [];
    private readonly ConcurrentBag<string> _created = [];

    [Fact]
    public Task Sixteen_clients_upload_the_same_phones_shuffled_into_one_book_and_none_fails_and_every_contact_is_created_once() => UploadAsync(books: 1);

    [Fact]
    public Task Sixteen_clients_change_the_same_contacts_in_five_books_at_once_and_none_fails_and_every_contact_is_created_once() => UploadAsync(books: 5);

    private async Task UploadAsync(int books)
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        await using (var nodes = await TwoNodes.StartAsync(database.ConnectionString))
        {
            await using var proxy = await HaProxy.StartAsync(nodes.Addresses);
            string[] uids = [nodes.Book, .. await Task.WhenAll(Enumerable.Range(1, books - 1).Select(_ => nodes.Caller.NewBookAsync()))];

            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunAsync(client, proxy.Address, nodes.Account, uids))));

            var distinct = _sent.Keys.Select(key => key.Contact).Distinct().ToList();
            _created.Order().Should().Equal(distinct.Select(Upload.PhoneOf).Order(), "each phone is created exactly once; seed {0}", _seed);
            foreach (var book in uids)
            {
                await CheckBookAsync(nodes.Caller, book);
            }

            nodes.Output.Should().NotContain("failed with", "seed {0}", _seed);
            Write($"seed {_seed}: {Clients * UploadsEach} uploads of {Rows} rows into {books} books, {distinct.Count} distinct phones, {_created.Count} rows CREATED, 0 other answers than 200");
        }

        // What a connection counted is told when it has ended.
        await (await SharedPostgres.ServerAsync()).WaitUntilAsync($"select not exists (select from pg_stat_activity where datname = '{database.Name}')");
        (await database.ScalarAsync<long>("select xact_commit from pg_stat_database where datname = current_database()"))
            .Should().BeGreaterThan(Clients * UploadsEach, "the counters have all that was done");
        (await database.ScalarAsync<long>("select deadlocks from pg_stat_database where datname = current_database()")).Should().Be(0, "seed {0}", _seed);
    }

    private async Task RunAsync(int client, Uri address, Account account, string[] books)
    {
        var random = new Random(_seed + client);
        using var http = new HttpClient { BaseAddress = address };
        var caller = new Caller(http, account);
        for (var i = 0; i < UploadsEach; i++)
        {
            var contacts = Enumerable.Range(0, Rows).Select(_ => random.Next(Phones)).Distinct().ToArray();
            var book = books[random.Next(books.Length)];
            var name = $"Of client {client}, {i.ToString(CultureInfo.InvariantCulture)}.";
            var answer = await caller.PostAsync(
                Caller.UploadPath(book), new { contacts = contacts.Select(contact => new { phone = Upload.PhoneOf(contact), displayName = name }) });
            answer.Status.Should().Be(200, "seed {0}: {1}", _seed, answer);
            Note(book, contacts, answer);
        }
    }

    private void Note(string book, int[] contacts, Answer answer)
    {
        Array.ForEach(contacts, contact => _sent[(book, contact)] = true);
        var created = answer.Data.GetProperty("results").EnumerateArray().Where(row => row.GetProperty("status").GetString() == "CREATED")
            .Select(row => row.GetProperty("contact").GetProperty("phone").GetString()!).ToList();
        created.ForEach(_created.Add);
        var summary = answer.Data.GetProperty("summary");
        summary.GetProperty("created").GetInt32().Should().Be(created.Count, "seed {0}", _seed);
        summary.GetProperty("updated").GetInt32().Should().Be(contacts.Length - created.Count, "seed {0}", _seed);
    }

    /// <summary>A book has all that was sent to it, counts it, and finds it by its last name and by no other.</summary>
    private async Task CheckBookAsync(Caller caller, string book)
    {
        var sent = _sent.Keys.Where(key => key.Book == book).Select(key => Upload.PhoneOf(key.Contact)).ToList();
        var listed = await ListedContacts.ReadAsync(caller, book);
        listed.Select(contact => contact.Phone).Order().Should().Equal(sent.Order(), "seed {0}", _seed);
        (await caller.ContactCountAsync(book)).Should().Be(sent.Count, "seed {0}", _seed);

        var page = await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1000");
        foreach (var named in page.Data.GetProperty("items").EnumerateArray()
            .GroupBy(item => item.GetProperty("displayName").GetString()!, item => item.GetProperty("uid").GetString()).Take(20))
        {
            var found = await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1000&search={Uri.EscapeDataString(named.Key)}");
            var uids = found.Data.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("uid").GetString()).ToList();
            uids.Should().Contain(named, "seed {0}", _seed);
            found.Data.GetProperty("items").EnumerateArray().Should().OnlyContain(item => item.GetProperty("displayName").GetString() == named.Key, "seed {0}", _seed);
        }
    }

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
