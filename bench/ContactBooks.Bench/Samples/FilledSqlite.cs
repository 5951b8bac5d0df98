using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Bench;

/// <summary>A filled folder of the embedded store.</summary>
internal sealed class FilledSqlite : IFilledStore
{
    private readonly SampleDatabase _database;
    private readonly SqliteSession _reader;

    private FilledSqlite(SampleDatabase database) =>
        (_database, _reader) = (database, new SqliteSession(new SqliteFile(Path.Combine(database.Folder, SqliteStore.FileName)).OpenReader()));

    public string Engine => "embedded store";

    public int? DatabaseProcess => null;

    public Sample Sample => _database.Sample;

    public static async Task<FilledSqlite> CreateAsync(Func<IStore, Task<Sample>> fill) => new(await SampleDatabase.CreateAsync(fill));

    public Task<ServerUnderTest> ServeAsync(params (string Name, string Value)[] settings) => _database.ServeAsync(settings);

    public Task<IContestant> FloorAsync() => Task.FromResult<IContestant>(new SqliteFloor(_database.Copy()));

    // Not the file's length: pages that no checkpoint has brought there yet belong to the database too.
    public Task<long> SizeAsync() => Task.FromResult(Read("select page_count * page_size from pragma_page_count(), pragma_page_size()", 1)[0]);

    public Task<long> SearchSizeAsync() => Task.FromResult(Read("select coalesce(sum(length(lines) + length(runs)), 0) from search_blocks", 1)[0]);

    public Task<(long Contacts, long Counted)> CountAsync()
    {
        var row = Read("select count(*), (select coalesce(sum(contact_count), 0) from books) from contacts", 2);
        return Task.FromResult((row[0], row[1]));
    }

    public Task<int> CountStoredAsync(IReadOnlyList<(long Contact, int Version)> rows) => Task.FromResult(SqliteFloor.Count(_reader, rows));

    public void Dispose()
    {
        _reader.Dispose();
        _reader.Connection.Dispose();
        _database.Dispose();
    }

    private long[] Read(string sql, int columns)
    {
        var row = _reader.Prepare(sql);
        row.Step();
        long[] read = [.. Enumerable.Range(0, columns).Select(row.Integer)];
        row.Reset();
        return read;
    }
}
