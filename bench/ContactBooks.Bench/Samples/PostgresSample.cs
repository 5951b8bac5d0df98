using ContactBooks.Core.Store;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Bench;

/// <summary>A database of a throw-away server, with one customer, one token and one large book.</summary>
internal sealed record PostgresSample(ThrowAwayPostgres Server, string Database, Sample Sample)
{
    /// <summary>Fills a fresh database, four uploads at a time.</summary>
    public static Task<PostgresSample> CreateAsync(ThrowAwayPostgres server, long contacts, int emptyBooks = 0) =>
        CreateAsync(server, store => Sample.FillAsync(store, contacts, uploadsAtOnce: 4, emptyBooks));

    /// <summary>Fills a fresh database.</summary>
    public static async Task<PostgresSample> CreateAsync(ThrowAwayPostgres server, Func<IStore, Task<Sample>> fill)
    {
        const string Database = "sample";
        await server.ExecuteAsync("postgres", $"create database {Database}");
        Sample sample;
        await using (var store = await PostgresStore.OpenAsync(server.ConnectionString(Database)))
        {
            sample = await fill(store);
        }

        // What autovacuum would have come to some time: measured is neither before it nor while it runs.
        await server.ExecuteAsync(Database, "vacuum analyze", "checkpoint");
        return new PostgresSample(server, Database, sample);
    }

    /// <summary>The same again, for something else to write into. File by file (PostgreSQL 15): the log stays as it is.</summary>
    public async Task<PostgresSample> CopyAsync(string database)
    {
        await Server.ExecuteAsync("postgres", $"create database {database} template {Database} strategy file_copy");
        return this with { Database = database };
    }

    /// <summary>Contact Books over it.</summary>
    /// <param name="settings">Settings that differ from the defaults, by environment variable.</param>
    public Task<ServerUnderTest> ServeAsync(params (string Name, string Value)[] settings) =>
        ServerUnderTest.StartAsync(["--postgres", Server.ConnectionString(Database)], Sample, settings);
}
