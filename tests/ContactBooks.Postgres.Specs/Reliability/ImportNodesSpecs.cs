using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>Several nodes and one import.</summary>
public sealed class ImportNodesSpecs
{
    private const int BatchRows = 1000;

    private readonly int _seed = Random.Shared.Next();

    [Fact]
    public async Task One_node_works_on_an_import_and_once_it_is_killed_the_other_ends_it()
    {
        var postgres = await SharedPostgres.ServerAsync();
        await using var database = await postgres.CreateDatabaseAsync();
        await using var nodes = await TwoNodes.StartAsync(database.ConnectionString);
        var file = ImportedFile.Make(100_000, _seed);

        // The first has it, since the other comes when it is under way.
        await nodes[1].StopAsync();
        var import = await ImportCaller.StartAsync(nodes.Caller, file);
        await import.UntilReadAsync(1);
        var lease = await LeaseAsync(database);
        await nodes[1].StartAgainAsync();
        using var other = nodes[1].Connect();
        import = import.Over(other);
        var begun = ImportCaller.ReadRows(await import.ReadAsync());
        var underWay = await import.UntilReadAsync(begun + (3 * BatchRows));
        ImportCaller.State(underWay).Should().Be("RUNNING", "both are there while it goes on; seed {0}", _seed);
        (await LeaseAsync(database)).Should().Be(lease, "the other left it alone");

        await nodes[0].KillAsync();
        var ended = await import.EndAsync();

        (ImportCaller.State(ended), ImportCaller.ReadRows(ended)).Should().Be(("DONE", file.Rows), "seed {0}", _seed);
        (await LeaseAsync(database)).Should().NotBe(lease, "the other ended it");
        var rejected = await database.ScalarAsync<long>("select count(*) from import_rejects");
        rejected.Should().Be(ended.GetProperty("summary").GetProperty("invalid").GetInt64());
        (await database.ScalarAsync<long>("select count(*) from contacts")).Should().Be(
            ImportedFile.Before.Contacts.Count + ended.GetProperty("summary").GetProperty("created").GetInt64(), "each is created once; seed {0}", _seed);
    }

    private static Task<string> LeaseAsync(FreshDatabase database) => database.ScalarAsync<string>("select lease from imports");
}
