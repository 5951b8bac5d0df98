using System.Diagnostics;
using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// Connections to a PgBouncer outlive the server behind it, which may stop and come back as a standby. Nothing tells a node of
/// that but the answer to its next write, SQLSTATE 25006; until PgBouncer is told where the primary is now, it goes on so.
/// </summary>
[Collection(nameof(NothingBesideIt))]
public sealed class StandbyBehindBouncerSpecs
{
    private const int AtOnce = 8;
    private const string Refusal = "in a read-only transaction";
    private static readonly int Changes = Soak.Is ? 20 : 3;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_write_that_meets_a_standby_over_a_connection_that_it_had_is_done_on_the_primary()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await using var bouncer = await PgBouncer.StartAsync(pair.Primary, poolSize: 16);
        await using var nodes = await TwoNodes.StartAsync(bouncer.ConnectionString() + ";Max Auto Prepare=0"); // as operators must, before PgBouncer 1.21
        using var http = nodes[1].Connect();
        Caller[] callers = [nodes.Caller, nodes.Caller.Over(http)];

        var contacts = 0;
        for (var change = 0; change < Changes; change++)
        {
            await pair.Primary.StopAsync();
            await pair.PromoteAsync();
            await pair.StartStandbyAsync();
            var before = Refusals(pair.Standby);

            // With and without a key: what a standby refuses has had no effect.
            var uploads = Enumerable.Range(0, AtOnce).Select(number => new Upload($"c{change}n{number}", [contacts + number])).ToList();
            var answers = uploads.Select((upload, number) => callers[number % 2].UploadAsync(nodes.Book, upload.Body, number % 4 < 2 ? null : upload.Marker)).ToList();
            await UntilAsync(() => Refusals(pair.Standby) > before);
            await bouncer.PointToAsync(pair.Primary);

            foreach (var answer in await Task.WhenAll(answers))
            {
                answer.Status.Should().Be(200, "change {0}: {1}; {2}", change, answer, nodes.Output);
                answer.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(1);
            }

            contacts += AtOnce;
            (await nodes.Caller.ContactCountAsync(nodes.Book)).Should().Be(contacts);
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Changes} changes, {Refusals(pair.Primary) + Refusals(pair.Standby)} writes refused by a standby, {contacts} uploads, every one answered 200 at its first try");
    }

    private static int Refusals(PostgresServer server) => server.Log.Split(Refusal).Length - 1;

    private static async Task UntilAsync(Func<bool> isReached)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!isReached())
        {
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Within);
            await Task.Delay(5);
        }
    }
}
