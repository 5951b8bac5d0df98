using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Specs.Store;

/// <summary>
/// A clean store of the engine that this project's specs run over, and what no endpoint does to it. Each test project has its
/// own class of this name, and the specs that they share know nothing else of an engine. Here it is the embedded one.
/// </summary>
internal sealed class EngineUnderTest : IAsyncDisposable
{
    private readonly SqliteStore _store;

    private EngineUnderTest() => _store = SqliteStore.Open(DataFolder);

    /// <summary>The store; closed with this.</summary>
    public IStore Store => _store;

    /// <summary>What a server over it is told as its data folder.</summary>
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("contactbooks-specs-").FullName;

    /// <summary>Opens a store with nothing in it. Disposing of it leaves nothing behind.</summary>
    public static Task<EngineUnderTest> OpenCleanAsync() => Task.FromResult(new EngineUnderTest());

    /// <summary>Puts a book aside.</summary>
    public async Task MakeInactiveAsync(string bookUid)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(DataFolder, SqliteStore.FileName)};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update books set status = 'INACTIVE' where book_uid = $uid";
        command.Parameters.AddWithValue("$uid", bookUid);
        (await command.ExecuteNonQueryAsync()).Should().Be(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }
}
