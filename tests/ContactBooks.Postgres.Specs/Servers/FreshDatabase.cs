namespace ContactBooks.Specs.Servers;

/// <summary>A database of a test's own, which goes with it.</summary>
internal sealed class FreshDatabase(PostgresServer server, string name) : IAsyncDisposable
{
    public string Name => name;

    public string ConnectionString => server.ConnectionString(name);

    public Task ExecuteAsync(string sql) => server.ExecuteAsync(sql, name);

    public Task<T> ScalarAsync<T>(string sql) => server.ScalarAsync<T>(sql, name);

    public async ValueTask DisposeAsync()
    {
        if (server.IsRunning)
            await server.DropDatabaseAsync(name);
    }
}
