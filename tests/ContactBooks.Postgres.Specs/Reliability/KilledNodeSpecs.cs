using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>A node dies under its clients, and they go on with the other.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class KilledNodeSpecs
{
    private static readonly int Kills = Soak.Is ? 40 : 2;
    private static readonly TimeSpan AnsweredWithin = TimeSpan.FromSeconds(8);

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public async Task Killed_under_uploads_it_leaves_none_by_half_and_the_keys_it_held_are_free_for_the_other_node_within_seconds()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var nodes = await TwoNodes.StartAsync(postgres.ConnectionString());
        await using var load = new SteadyLoad(nodes, withKeys: 8, withoutKeys: 4, _seed);
        var random = new Random(_seed);

        for (var round = 0; round < Kills; round++)
        {
            var node = nodes[round % 2];
            await load.AdvanceToAnyMomentAsync(random);
            await node.KillAsync();
            await load.AdvanceAsync(by: 1);
            await node.StartAgainAsync();
        }

        await load.AdvanceAsync();
        await load.StopAsync();

        // What a client's first try left behind on the dead node held up its second on the other for this long.
        var slowest = load.Clients.Where(client => client.HasKeys).SelectMany(client => client.Acknowledged).Max(told => told.After);
        slowest.Should().BeLessThan(AnsweredWithin, "seed {0}", _seed);
        load.Clients.Sum(client => client.Troubles.GetValueOrDefault("connection lost")).Should().BePositive("the kills met uploads; seed {0}", _seed);
        load.Clients.Should().NotContain(client => client.Troubles.ContainsKey("503"), "PostgreSQL was there all the time; seed {0}", _seed);
        var figures = await Ledger.CheckAsync(load, nodes, postgres.ConnectionString(), _seed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{Kills} kills, {figures}; the slowest upload with a key took {slowest.TotalSeconds:0.0} s, retries included");
    }
}
