using ContactBooks.Core.Imports;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using Microsoft.Data.Sqlite;

namespace ContactBooks.Storage.Sqlite;

/// <summary>
/// The embedded engine: one SQLite file, write-ahead log, every commit flushed to disk, one writer and many readers.
/// </summary>
public sealed class SqliteStore : IStore
{
    /// <summary>The database's name in its data folder.</summary>
    public const string FileName = "contactbooks.db";

    private const string Status =
        """
        select
          (select count(*) from imports where ended_at is null and state = ?),
          (select count(*) from imports where ended_at is null and state = ?),
          (select count(*) from changes where state in ('RUNNING', 'UNDOING'))
        """;

    private readonly SqliteWriter _writer;
    private readonly ReaderPool _readers;
    private readonly SearchTidying _tidying = new();

    // In memory: one process serves a data folder (DataFolderLock sees to it), so its memory is what all nodes share, and a
    // flush to disk for each request, reads included, would cost more than the request.
    private readonly InMemoryLimits _limits = new();

    private SqliteStore(SqliteFile file, SqliteConnection connection)
    {
        _writer = new SqliteWriter(connection);
        _readers = new ReaderPool(file);
        var writes = new KeyedWrites(_writer, _readers);
        Directory = new SqliteDirectory(_writer, _readers);
        Books = new SqliteBooks(writes, _readers);
        Contacts = new SqliteContacts(writes, _readers, new FairSlots(ScansAtOnce));
        Keys = writes;
        Imports = new SqliteImports(writes, _writer, _readers);
        Suppressions = new SqliteSuppressions(writes, _readers);
        CustomFields = new SqliteCustomFields(writes, _readers);
        History = new SqliteHistory(_writer, _readers);
        Statistics = new SqliteStatistics(_writer, _readers);
        Accounts = new SqliteAccounts(_writer, _readers);
        Sessions = new SqliteAccountSessions(_writer, _readers);
        Passkeys = new SqlitePasskeys(_writer, _readers);
        KeyRing = new SqliteKeyRing(_writer, _readers);
    }

    /// <inheritdoc/>
    public IDirectory Directory { get; }

    /// <inheritdoc/>
    public IBookStore Books { get; }

    /// <inheritdoc/>
    public IContactStore Contacts { get; }

    /// <inheritdoc/>
    public IKeyStore Keys { get; }

    /// <inheritdoc/>
    public ILimitStore Limits => _limits;

    /// <inheritdoc/>
    public IImportStore Imports { get; }

    /// <inheritdoc/>
    public ISuppressionStore Suppressions { get; }

    /// <inheritdoc/>
    public ICustomFieldStore CustomFields { get; }

    /// <inheritdoc/>
    public IHistoryStore History { get; }

    /// <inheritdoc/>
    public IStatisticsStore Statistics { get; }

    /// <inheritdoc/>
    public IAccountStore Accounts { get; }

    /// <inheritdoc/>
    public ISessionStore Sessions { get; }

    /// <inheritdoc/>
    public IPasskeyStore Passkeys { get; }

    /// <inheritdoc/>
    public IKeyRingStore KeyRing { get; }

    /// <inheritdoc/>
    public int WaitingWrites => _writer.Waiting;

    // A scan takes a processor for itself, and all that are asked for at once would leave the writer a share of one: ten
    // searchers on two processors let a quarter of the uploads through. While anything is to be written, one is left to it.
    private int ScansAtOnce() => _writer.Waiting == 0 ? Environment.ProcessorCount : Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Opens the database in a folder, making folder and database if need be and bringing its schema up to date.</summary>
    /// <exception cref="StoreRefusedException">A newer version made it, it is none of ours, or the SQLite at hand is too old.</exception>
    /// <exception cref="StoreFaultException">It can't be opened or written.</exception>
    public static SqliteStore Open(string dataFolder)
    {
        if (SqliteFile.SqliteVersion < SqliteFile.OldestSqlite)
        {
            throw new StoreRefusedException($"SQLite {SqliteFile.SqliteVersion} is too old: {SqliteFile.OldestSqlite} or newer is needed, which mends a corruption of the write-ahead log.");
        }

        try
        {
            System.IO.Directory.CreateDirectory(dataFolder);
            var file = new SqliteFile(Path.Combine(dataFolder, FileName));
            file.RefuseWhatIsNotOurs();
            var connection = file.OpenWriter();
            try
            {
                SqliteSchema.Migrate(connection);
                return new SqliteStore(file, connection);
            }
            catch
            {
                connection.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (SqliteFaults.IsNotADatabase(e))
        {
            throw SqliteSchema.NotOurs(Path.Combine(dataFolder, FileName));
        }
        catch (SqliteException e) when (SqliteFaults.Translate(e) is { } fault)
        {
            throw fault;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreFaultException(StoreFaultKind.Unavailable, $"The data folder {dataFolder} can't be made or written. Check its path and rights.", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancellation)
    {
        _readers.Read(session =>
        {
            var row = session.Prepare("select count(*) from customers where customer_id < 0");
            row.Step();
            row.Reset();
            return true;
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) => ValueTask.FromResult(_readers.Read(session => session.Prepare(Status)
        .BindText(0, ImportStateColumn.Of(ImportState.Queued)).BindText(1, ImportStateColumn.Of(ImportState.Running))
        .One(row => new StoreStatus($"SQLite {SqliteFile.SqliteVersion}", SqliteSchema.Newest, row.Integer(0), row.Integer(1), row.Integer(2)))!));

    /// <inheritdoc/>
    public async ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        _limits.Forget(now);
        var moreKeys = await _writer.WriteAsync(session => KeyedWrites.Forget(session, now), cancellation);
        var moreBlocks = await _writer.WriteAsync(_tidying.Step, cancellation);
        var moreImports = await _writer.WriteAsync(session => ImportForgetting.Step(session, now), cancellation);
        var moreChanges = await _writer.WriteAsync(session => ChangeForgetting.Step(session, now), cancellation);
        var moreAccounts = await _writer.WriteAsync(session => AccountForgetting.Step(session, now), cancellation);
        return moreKeys || moreBlocks || moreImports || moreChanges || moreAccounts;
    }

    /// <summary>Ends when all that was asked for is written and the log is folded into the database.</summary>
    public ValueTask DisposeAsync()
    {
        _readers.Dispose();
        _writer.Dispose();
        return ValueTask.CompletedTask;
    }
}
