using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Store.Sqlite;

/// <summary>A clean embedded store in a folder of its own, which goes with it.</summary>
internal sealed class TemporarySqliteStore : IStore
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteStore _store;

    public TemporarySqliteStore() => _store = SqliteStore.Open(_folder.Path);

    public IDirectory Directory => _store.Directory;

    public IBookStore Books => _store.Books;

    public IContactStore Contacts => _store.Contacts;

    public IKeyStore Keys => _store.Keys;

    public ILimitStore Limits => _store.Limits;

    public int WaitingWrites => _store.WaitingWrites;

    public ValueTask PingAsync(CancellationToken cancellation) => _store.PingAsync(cancellation);

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation) => _store.MaintainAsync(now, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
    }
}
