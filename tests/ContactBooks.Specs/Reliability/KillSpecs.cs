using System.Text.Json;

namespace ContactBooks.Specs.Reliability;

[Collection(nameof(NothingBesideIt))]
public sealed class KillSpecs : IDisposable
{
    private const int Streams = 4;
    private static readonly int Rounds = Soak.Is ? 60 : 4;
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(5);

    private readonly DataFolder _folder = new();
    private readonly int _seed = Random.Shared.Next();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_under_uploads_it_loses_nothing_that_was_answered_and_has_nothing_by_half()
    {
        var random = new Random(_seed);
        var account = await _folder.NewAccountAsync();
        var server = await _folder.ServeAsync();
        try
        {
            var book = await new Caller(server.Http, account).NewBookAsync();
            var streams = Enumerable.Range(0, Streams).Select(number => new UploadStream(account, book, number, _seed)).ToArray();
            for (var round = 0; round < Rounds; round++)
            {
                await KillUnderLoadAsync(server, streams, TimeSpan.FromMilliseconds(random.Next(50, 700)));
                await server.DisposeAsync();

                server = await _folder.ServeAsync();
                server.ReadyAfter.Should().BeLessThan(ReadyWithin);
                var caller = new Caller(server.Http, account);
                var (unanswered, there) = CheckStored(streams);
                await CheckServedAsync(caller, book, streams, random);
                await RetryAsync(caller, book, streams);
                CheckStored(streams);
                Write($"round {round}: ready after {server.ReadyAfter.TotalMilliseconds:0} ms, {streams.Sum(s => s.Acknowledged.Count)} uploads answered so far; of {unanswered} not answered, {there} are there");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task KillUnderLoadAsync(ServeProcess server, UploadStream[] streams, TimeSpan moment)
    {
        var before = streams.Sum(stream => stream.Acknowledged.Count);
        using var http = server.Connect();
        var running = streams.Select(stream => Task.Run(() => stream.RunAsync(http, CancellationToken.None))).ToArray();

        // The random moment counts from the first answer of each: before that only the start is under test.
        while (streams.Sum(stream => stream.Acknowledged.Count) < before + Streams)
        {
            running.Should().NotContain(stream => stream.IsCompleted, "nothing ends before the kill");
            await Task.Delay(1);
        }

        await Task.Delay(moment);
        await server.KillAsync();
        await Task.WhenAll(running);
    }

    /// <summary>Checks the database behind the server; gives how many uploads were not answered, and how many of them are there.</summary>
    private (int Unanswered, int There) CheckStored(UploadStream[] streams)
    {
        var there = 0;
        _folder.Stored.IntegrityCheck.Should().Be("ok", "seed {0}", _seed);
        _folder.Stored.ContactsWithoutMembership.Should().Be(0, "seed {0}", _seed);
        var stored = _folder.Stored.Markers;
        foreach (var stream in streams)
        {
            stream.Refused.Should().BeEmpty("seed {0}", _seed);
            foreach (var (upload, _, _) in stream.Acknowledged)
            {
                stored.Remove(upload.Marker, out var rows);
                rows.Should().Be(upload.Contacts.Count, "{0} was answered; seed {1}", upload.Marker, _seed);
            }

            foreach (var (upload, _) in stream.Unanswered)
            {
                stored.Remove(upload.Marker, out var rows);
                rows.Should().BeOneOf([0, upload.Contacts.Count], "{0} was not answered; seed {1}", upload.Marker, _seed);
                there += rows > 0 ? 1 : 0;
            }
        }

        stored.Should().BeEmpty("nothing is there that nobody sent; seed {0}", _seed);
        return (streams.Sum(stream => stream.Unanswered.Count), there);
    }

    private async Task CheckServedAsync(Caller caller, string book, UploadStream[] streams, Random random)
    {
        (await caller.ContactCountAsync(book)).Should().Be(_folder.Stored.Memberships(book), "seed {0}", _seed);
        foreach (var stream in streams)
        {
            var (upload, _, answer) = stream.Acknowledged[^1];
            var row = random.Next(upload.Contacts.Count);
            var contact = answer.Data.GetProperty("results")[row].GetProperty("contact");
            foreach (var search in new[] { Upload.NameOf(upload.Contacts[row]), Upload.PhoneOf(upload.Contacts[row]) })
            {
                var found = await caller.GetAsync($"{Caller.Books}/{book}/contacts?search={search}");
                found.Data.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("uid").GetString())
                    .Should().Equal([contact.GetProperty("contactUid").GetString()], "{0} was answered; seed {1}", search, _seed);
            }
        }
    }

    /// <summary>A client with a key sends again what it got no answer to; the effect is there once, and so is the answer.</summary>
    private async Task RetryAsync(Caller caller, string book, UploadStream[] streams)
    {
        var before = _folder.Stored.Markers;
        foreach (var stream in streams)
        {
            foreach (var (upload, key) in stream.Unanswered.Where(sent => sent.Key is not null).ToArray())
            {
                var answer = await caller.UploadAsync(book, upload.Body, key);
                answer.Status.Should().Be(200, "seed {0}: {1}", _seed, answer);
                answer.IsReplay.Should().Be(before.ContainsKey(upload.Marker), "the key went in with the rows or not at all; seed {0}", _seed);
                var again = await caller.UploadAsync(book, upload.Body, key);
                again.IsReplay.Should().BeTrue();
                again.DataText.Should().Be(answer.DataText, "seed {0}", _seed);
                await CheckAnswerAsync(caller, book, upload, answer);
                stream.Acknowledged.Add((upload, key, answer));
                stream.Unanswered.Remove((upload, key));
            }
        }

        foreach (var (upload, key, answer) in streams.SelectMany(stream => stream.Acknowledged.Where(sent => sent.Key is not null).TakeLast(1)))
        {
            var again = await caller.UploadAsync(book, upload.Body, key);
            again.IsReplay.Should().BeTrue("{0} was answered; seed {1}", upload.Marker, _seed);
            again.DataText.Should().Be(answer.DataText, "seed {0}", _seed);
        }
    }

    private static async Task CheckAnswerAsync(Caller caller, string book, Upload upload, Answer answer)
    {
        var results = answer.Data.GetProperty("results");
        results.GetArrayLength().Should().Be(upload.Contacts.Count);
        var (last, told) = (upload.Contacts[^1], results[upload.Contacts.Count - 1].GetProperty("contact"));
        var found = await caller.GetAsync($"{Caller.Books}/{book}/contacts?search={Upload.PhoneOf(last)}");
        UidsOf(found).Should().Equal(told.GetProperty("contactUid").GetString());
    }

    private static IEnumerable<string?> UidsOf(Answer found) =>
        found.Data.GetProperty("items").EnumerateArray().Select((JsonElement item) => item.GetProperty("uid").GetString());

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
