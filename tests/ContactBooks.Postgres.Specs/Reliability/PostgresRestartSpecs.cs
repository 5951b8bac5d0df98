using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>PostgreSQL crashes and comes back under the hands of two nodes and their clients.</summary>
public sealed class PostgresRestartSpecs
{
    private static readonly int Restarts = Soak.Is ? 20 : 2;

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public async Task Restarted_immediately_under_load_it_loses_and_doubles_nothing_and_clients_with_keys_see_nothing_but_retries()
    {
        await using var postgres = await PostgresServer.StartNewAsync(new PostgresServerOptions { IsDurable = true });
        await using var nodes = await TwoNodes.StartAsync(postgres.ConnectionString());
        await using var load = new SteadyLoad(nodes, withKeys: 6, withoutKeys: 4, _seed);
        var random = new Random(_seed);

        for (var round = 0; round < Restarts; round++)
        {
            await load.AdvanceToAnyMomentAsync(random);
            await postgres.RestartImmediatelyAsync();
            var (first, all) = await load.AdvanceAsync(by: 1);
            Write($"restart {round}: the first write {first.TotalSeconds:0.0} s after PostgreSQL answered again, every client's within {all.TotalSeconds:0.0} s");
        }

        await load.AdvanceAsync();
        await load.StopAsync();
        load.Clients.Should().NotContain(client => client.Troubles.ContainsKey("connection lost"), "no node went away; seed {0}", _seed);
        Write(await Ledger.CheckAsync(load, nodes, postgres.ConnectionString(), _seed));
    }

    private static void Write(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
