using System.Text;
using ContactBooks.Core.Results;
using ContactBooks.Core.Store;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store;
using ContactBooks.Specs.Store.Postgres;

namespace ContactBooks.Specs.Connections;

/// <summary>
/// Connections to PostgreSQL are cut after any number of bytes, to it or from it: in the middle of messages, of rows, of a
/// login. No upload is there twice or in half, and what is told of it is the truth.
/// </summary>
public sealed class RandomCutSpecs(ITestOutputHelper output) : StoreContract
{
    private const int Rounds = 60;
    private const int RowsOfRound = 20;

    // Three are made up for by trying again; the fourth is the client's to hear of.
    private const int CutsOfRound = 3;

    private CuttingProxy _proxy = null!;
    private TemporaryPostgresStore _store = null!;

    [Fact]
    public async Task With_a_key_each_upload_has_its_effect_once_and_says_so()
    {
        var random = Seeded();
        for (var round = 0; round < Rounds; round++)
        {
            var (from, first) = (round * RowsOfRound, Cut(random));

            var written = await UploadAsync(from, $"key {round}");

            written.End.Should().BeOneOf([WriteEnd.Done, WriteEnd.Replayed], "round {0}, first cut {1}", round, first);
            Encoding.UTF8.GetString(written.Answer!.Data.Span).Should().Be($"created {RowsOfRound}", "round {0}, first cut {1}", round, first);
        }

        await AreThereOnceAsync([.. Enumerable.Range(0, Rounds)]);
    }

    [Fact]
    public async Task Without_a_key_each_upload_is_there_whole_or_not_at_all_and_is_there_if_it_said_so()
    {
        var random = Seeded();
        var (done, unknown) = (new List<int>(), new List<int>());
        for (var round = 0; round < Rounds; round++)
        {
            var first = Cut(random);
            try
            {
                var written = await UploadAsync(round * RowsOfRound, null);
                written.Value!.Contacts.Should().OnlyContain(contact => contact.Created, "round {0}, first cut {1}", round, first);
                done.Add(round);
            }
            catch (StoreFaultException e) when (e.Kind == StoreFaultKind.OutcomeUnknown)
            {
                unknown.Add(round);
            }
        }

        output.WriteLine($"{done.Count} done, {unknown.Count} unknown");
        StopCutting();
        var there = (await ListAsync()).Select(contact => (int)(contact.Phone.Number - Uploads.Phone(0).Number) / RowsOfRound).Distinct().ToList();
        there.Should().Contain(done).And.BeSubsetOf([.. done, .. unknown]);
        await AreThereOnceAsync(there);
    }

    protected override async ValueTask<IStore> OpenCleanAsync()
    {
        _proxy = new CuttingProxy(await SharedPostgres.ServerAsync());
        return _store = await TemporaryPostgresStore.OpenThroughAsync(_proxy);
    }

    private Random Seeded()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        return new Random(seed);
    }

    /// <summary>
    /// Cuts the connection that the pool has, and up to two that follow. An upload of this size takes some 5 kB to the server
    /// and 3 kB from it, a login some 0.3 kB and 0.5 kB.
    /// </summary>
    private string Cut(Random random)
    {
        var cuts = new Queue<(int? Up, int? Down)>();
        for (var left = random.Next(1, CutsOfRound + 1); left > 0; left--)
        {
            cuts.Enqueue(random.Next(2) == 0 ? (random.Next(1, 6000), null) : (null, random.Next(1, 4000)));
        }

        var first = cuts.Dequeue();
        _proxy.CutAfter(first.Up, first.Down);
        _proxy.BytesToCutAfter = () => cuts.TryDequeue(out var cut) ? cut : default;
        return first.ToString();
    }

    private void StopCutting()
    {
        _proxy.BytesToCutAfter = () => default;
        _proxy.CutAfter(null, null);
    }

    private ValueTask<Written<UploadOutcome>> UploadAsync(int from, string? key)
    {
        var now = Later();
        var keep = key is null ? null : new AnswerToKeep<UploadOutcome>(
            new KeyedRequest("POST /bulk", key, new byte[32]), "Done",
            outcome => Encoding.UTF8.GetBytes($"created {outcome.Contacts.Count(contact => contact.Created)}"));
        var rows = Enumerable.Range(from, RowsOfRound).Select(n => Uploads.Row(n, $$""" "displayName":"Asha {{n}}","customFields":{"n":{{n}}} """));
        return UploadAsync(Customer, Book.Id, Uploads.Of(now, rows), now, keep);
    }

    private async Task AreThereOnceAsync(List<int> rounds)
    {
        StopCutting();
        var phones = rounds.SelectMany(round => Enumerable.Range(round * RowsOfRound, RowsOfRound)).Order().Select(Uploads.Phone).ToList();
        (await ListAsync()).Select(contact => contact.Phone).Order().Should().Equal(phones);
        (await SearchAsync("asha")).Select(contact => contact.Phone).Order().Should().Equal(phones);
        (await CountAsync(Book)).Should().Be(phones.Count);
        (await _store.Database.ScalarAsync<string>(
            $"select search_block || ' blocks, ' || search_lines || ' lines' from books where book_uid = '{Book.Uid}'"))
            .Should().Be($"{rounds.Count} blocks, {phones.Count} lines");
    }
}
