using ContactBooks.Specs.Reliability;
using ContactBooks.Specs.Running;
using ContactBooks.Specs.Servers;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Schema;

/// <summary>Real servers, <c>contactbooks serve</c>, and the schema that they find.</summary>
public class StartingNodesSpecs
{
    [Fact]
    public async Task Five_that_start_at_once_on_an_empty_database_are_all_ready_and_have_nothing_to_say()
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Node.StartAsync(database.ConnectionString)));

        try
        {
            nodes.Should().AllSatisfy(node => node.Output.Should().NotContainAny("fail:", "warn:", "Exception", "\"Error\""));
            (await database.ScalarAsync<long>("select count(*) from contactbooks_schema")).Should().Be(PostgresSchema.Newest);
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task One_that_is_older_than_the_schema_says_so_and_ends_with_78()
    {
        await using var database = await (await SharedPostgres.ServerAsync()).CreateDatabaseAsync();
        await (await PostgresStore.OpenAsync(database.ConnectionString)).DisposeAsync();
        await database.ExecuteAsync($"insert into contactbooks_schema values ({PostgresSchema.Newest + 1})");

        var ended = await ContactBooksProcess.RunAsync(["serve", "--postgres", database.ConnectionString, "--urls", "http://127.0.0.1:0"]);

        ended.ShouldBeRefused(78, "schema version", "newer version");
    }
}
