using ContactBooks.Core.Store;
using ContactBooks.Storage;
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

    public IImportStore Imports => _store.Imports;

    public ISuppressionStore Suppressions => _store.Suppressions;

    public ICustomFieldStore CustomFields => _store.CustomFields;

    public IHistoryStore History => _store.History;

    public IStatisticsStore Statistics => _store.Statistics;

    public IAccountStore Accounts => _store.Accounts;

    public ISessionStore Sessions => _store.Sessions;

    public IPasskeyStore Passkeys => _store.Passkeys;

    public IKeyRingStore KeyRing => _store.KeyRing;

    public int WaitingWrites => _store.WaitingWrites;

    public ValueTask PingAsync(CancellationToken cancellation) => _store.PingAsync(cancellation);

    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) => _store.ReadStatusAsync(cancellation);

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation) => _store.MaintainAsync(now, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SeeThatBooksAgree();
        _folder.Dispose();
    }

    /// <summary>A contact's books stand in its row and as memberships: both say the same.</summary>
    private void SeeThatBooksAgree()
    {
        using var connection = new SqliteFile(Path.Combine(_folder.Path, SqliteStore.FileName)).OpenReader();
        using var session = new SqliteSession(connection);
        var (inRows, inTable) = (new List<string>(), new List<string>());
        for (var row = session.Prepare("select customer_id, contact_uid, books from contacts"); row.Step();)
        {
            var memberships = new Memberships(row.Bytes(2));
            for (var i = 0; i < memberships.Count; i++)
            {
                inRows.Add($"{row.Integer(0)} {Convert.ToHexString(row.Bytes(1))} {memberships[i]}");
            }
        }

        for (var row = session.Prepare("select customer_id, contact_uid, book_id, linked_at from memberships"); row.Step();)
        {
            inTable.Add($"{row.Integer(0)} {Convert.ToHexString(row.Bytes(1))} {(row.Integer(2), row.Integer(3))}");
        }

        inRows.Order().Should().Equal(inTable.Order());
    }
}
