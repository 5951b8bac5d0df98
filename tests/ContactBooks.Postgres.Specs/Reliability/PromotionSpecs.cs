using System.Diagnostics;
using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>The primary of a pair goes, one way or another, and its standby takes over; nodes know both addresses.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class PromotionSpecs
{
    private static readonly int Promotions = Soak.Is ? 10 : 2;
    private static readonly TimeSpan WritesAgainWithin = TimeSpan.FromSeconds(10);

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public Task A_primary_that_is_killed_costs_no_acknowledged_row_and_clients_with_keys_see_nothing_but_retries() =>
        ChangeAsync(async pair =>
        {
            await pair.KillPrimaryAsync();
            return await PromotedAsync(pair);
        });

    [Fact]
    public Task A_primary_that_comes_back_as_a_standby_while_nodes_know_it_costs_no_acknowledged_row_either() =>
        ChangeAsync(async pair =>
        {
            await pair.Primary.StopAsync();
            var promoted = await PromotedAsync(pair);
            await pair.StartStandbyAsync();
            return promoted;
        });

    private static async Task<long> PromotedAsync(PostgresPair pair)
    {
        await pair.PromoteAsync();
        return Stopwatch.GetTimestamp();
    }

    /// <summary>Has the two change places again and again under load.</summary>
    /// <param name="change">Makes the standby the primary; gives when it was.</param>
    private async Task ChangeAsync(Func<PostgresPair, Task<long>> change)
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await using var nodes = await TwoNodes.StartAsync(pair.ConnectionString());
        await using var load = new SteadyLoad(nodes, withKeys: 6, withoutKeys: 4, _seed);
        var random = new Random(_seed);
        var pauses = new List<TimeSpan>();

        for (var round = 0; round < Promotions; round++)
        {
            await load.AdvanceToAnyMomentAsync(random);
            var promoted = await change(pair);
            var (first, all) = await load.WritesSinceAsync(promoted);
            Write($"promotion {round}: writes again after {first.TotalSeconds:0.00} s, every client's within {all.TotalSeconds:0.0} s");
            first.Should().BeLessThan(WritesAgainWithin, "seed {0}", _seed);
            pauses.Add(first);
            if (!pair.Standby.IsRunning)
                await pair.RebuildStandbyAsync();
        }

        await load.AdvanceAsync();
        await load.StopAsync();
        nodes.Output.Should().NotContain("25006", "what a standby says to a write is tried again elsewhere; seed {0}", _seed);
        Write($"writes that met a standby: {new[] { pair.Primary, pair.Standby }.Sum(server => server.Log.Split("in a read-only transaction").Length - 1)}");
        pauses.Sort();
        Write($"writes again after {pauses[pauses.Count / 2].TotalSeconds:0.00} s (median), {pauses[^1].TotalSeconds:0.00} s (most)");
        Write(await Ledger.CheckAsync(load, nodes, pair.Primary.ConnectionString(), _seed));
    }

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
