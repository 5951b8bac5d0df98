using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Bench;

/// <summary>A PostgreSQL server with one filled database.</summary>
internal sealed class FilledPostgres : IFilledStore
{
    private readonly PostgresSample _database;

    private FilledPostgres(PostgresSample database, string version) => (_database, Engine) = (database, $"PostgreSQL {version}");

    public string Engine { get; }

    public int? DatabaseProcess => _database.Server.ProcessId;

    public Sample Sample => _database.Sample;

    public static async Task<FilledPostgres> CreateAsync(Func<IStore, Task<Sample>> fill)
    {
        var server = await ThrowAwayPostgres.StartAsync();
        try
        {
            return new FilledPostgres(await PostgresSample.CreateAsync(server, fill), await server.VersionAsync());
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public Task<ServerUnderTest> ServeAsync(params (string Name, string Value)[] settings) => _database.ServeAsync(settings);

    public async Task<IContestant> FloorAsync()
    {
        var copy = await _database.CopyAsync("floor");
        await PostgresFloor.SetUpAsync(copy);
        return new PostgresFloor(copy);
    }

    public async Task<long> SizeAsync() => (await ReadAsync("select pg_database_size(current_database())"))[0];

    public async Task<long> SearchSizeAsync() =>
        (await ReadAsync("select coalesce(sum(octet_length(lines) + octet_length(runs)), 0)::bigint from search_blocks"))[0];

    public async Task<(long Contacts, long Counted)> CountAsync() =>
        await ReadAsync("select count(*), (select coalesce(sum(contact_count), 0)::bigint from books) from contacts") is var row ? (row[0], row[1]) : default;

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) =>
        PostgresStored.CountAsync(_database.Server, _database.Database, Sample.Customer.Value, rows);

    public void Dispose() => _database.Server.Dispose();

    private async Task<long[]> ReadAsync(string sql)
    {
        await using var connection = await _database.Server.ConnectAsync(_database.Database);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return [.. Enumerable.Range(0, row.FieldCount).Select(row.GetInt64)];
    }
}
