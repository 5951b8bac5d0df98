using ContactBooks.Core.Store;
using ContactBooks.Specs.Store.Postgres;
using Npgsql;

namespace ContactBooks.Specs.Store;

/// <summary>
/// A clean store of the engine that this project's specs run over, and what no endpoint does to it; see the first project's
/// class of this name. Here it is PostgreSQL.
/// </summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly TemporaryPostgresStore _store;

    private EngineUnderTest(TemporaryPostgresStore store) => _store = store;

    /// <summary>The store; closed with this.</summary>
    public IStore Store => _store;

    /// <summary>What a server over it is told as its data folder. There is no such folder, and nothing makes it.</summary>
    public string DataFolder { get; } = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    /// <summary>Opens a store with nothing in it. Disposing of it leaves nothing behind.</summary>
    public static async Task<EngineUnderTest> OpenCleanAsync() => new(await TemporaryPostgresStore.OpenAsync());

    /// <summary>Puts a book aside.</summary>
    public async Task MakeInactiveAsync(string bookUid)
    {
        await using var connection = new NpgsqlConnection(_store.Database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("update books set status = 'INACTIVE' where book_uid = $1", connection);
        command.Parameters.AddWithValue(bookUid);
        (await command.ExecuteNonQueryAsync()).Should().Be(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Exists(DataFolder).Should().BeFalse();
    }
}
