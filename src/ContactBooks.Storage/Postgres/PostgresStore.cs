using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// The engine for several nodes: any number of processes over one PostgreSQL, or a highly available group of them. What one
/// node must know of another's doing stands in the database; nothing of it is kept here.
/// </summary>
public sealed class PostgresStore : IStore
{
    private const string CountImports = "select count(*) from imports where ended_at is null and state = $1";
    private const string CountChanges = "select count(*) from changes where state in ('RUNNING', 'UNDOING')";

    private readonly PostgresDatabase _database;
    private readonly PostgresKeys _keys;
    private readonly PostgresLimits _limits;
    private readonly SearchTidying _tidying;
    private readonly FairSlots _slots;
    private readonly ImportForgetting _importForgetting;
    private readonly ChangeForgetting _changeForgetting;
    private readonly AccountForgetting _accountForgetting;

    private PostgresStore(PostgresDatabase database, PostgresOptions options)
    {
        _database = database;
        _keys = new PostgresKeys(database);
        _limits = new PostgresLimits(database);
        _tidying = new SearchTidying(database);
        _slots = new FairSlots(() => options.UploadsAtOnce);
        Directory = new PostgresDirectory(database);
        Books = new PostgresBooks(database, _keys);
        Imports = new PostgresImports(database, _keys);
        Suppressions = new PostgresSuppressions(database, _keys);
        CustomFields = new PostgresCustomFields(database, _keys);
        _importForgetting = new ImportForgetting(database);
        History = new PostgresHistory(database, _slots);
        _changeForgetting = new ChangeForgetting(database);
        Statistics = new PostgresStatistics(database);
        Accounts = new PostgresAccounts(database);
        Sessions = new PostgresAccountSessions(database);
        _accountForgetting = new AccountForgetting(database);
        Passkeys = new PostgresPasskeys(database);
        KeyRing = new PostgresKeyRing(database);
        Contacts = new PostgresContacts(database, _keys, _slots, new SearchCache(database, options.SearchCacheBytes));
    }

    /// <inheritdoc/>
    public IDirectory Directory { get; }

    /// <inheritdoc/>
    public IBookStore Books { get; }

    /// <inheritdoc/>
    public IContactStore Contacts { get; }

    /// <inheritdoc/>
    public IKeyStore Keys => _keys;

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
    public int WaitingWrites => _slots.Waiting;

    /// <summary>Connects, and brings the schema up to date; of several nodes that start at once one does, and the others wait.</summary>
    /// <param name="connectionString">Npgsql's; several hosts allowed, then the primary among them is found.</param>
    /// <param name="options">How much of the machine it may take; the defaults unless given.</param>
    /// <exception cref="StoreRefusedException">The connection string can't be read, or a newer version or another program made the database.</exception>
    /// <exception cref="StoreFaultException">It can't be reached or used.</exception>
    public static async Task<PostgresStore> OpenAsync(string connectionString, PostgresOptions? options = null)
    {
        var database = new PostgresDatabase(PostgresConnectionString.Read(connectionString));
        try
        {
            await PostgresSchema.MigrateAsync(database);
            return new PostgresStore(database, options ?? new PostgresOptions());
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask PingAsync(CancellationToken cancellation) => _database.PingAsync(cancellation);

    /// <inheritdoc/>
    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) => _database.ReadAsync(
        async connection => new StoreStatus(
            $"PostgreSQL {connection.PostgreSqlVersion}",
            PostgresSchema.Newest,
            await CountAsync(connection, CountImports, p => p.Bind(ImportStateColumn.Of(ImportState.Queued))),
            await CountAsync(connection, CountImports, p => p.Bind(ImportStateColumn.Of(ImportState.Running))),
            await CountAsync(connection, CountChanges, _ => { })),
        cancellation);

    /// <inheritdoc/>
    public async ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var moreKeys = await _keys.ForgetAsync(now);
        var moreLimits = await _limits.ForgetAsync(now);
        var moreBlocks = await _tidying.StepAsync();
        var moreImports = await _importForgetting.StepAsync(now);
        var moreChanges = await _changeForgetting.StepAsync(now);
        var moreAccounts = await _accountForgetting.StepAsync(now);
        return moreKeys || moreLimits || moreBlocks || moreImports || moreChanges || moreAccounts;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static async ValueTask<long> CountAsync(NpgsqlConnection connection, string sql, Action<NpgsqlParameterCollection> bind)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        bind(command.Parameters);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
