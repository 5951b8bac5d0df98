using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Sqlite;

// The embedded engine keeps the contract.

public sealed class SqliteUploadSpecs : UploadContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqlitePatchSpecs : PatchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteListingSpecs : ListingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteIsolationSpecs : IsolationContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqlitePredictionSpecs : PredictionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteBookSpecs : BookContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteDirectorySpecs : DirectoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteKeySpecs : KeyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteSortSpecs : SortContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteSearchSpecs : SearchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteNumberSearchSpecs : NumberSearchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteSearchWalkSpecs : SearchWalkContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteConcurrencySpecs : ConcurrencyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteLimitSpecs : LimitContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteImportSpecs : ImportContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteUpdateRulesSpecs : UpdateRulesContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteUndoSpecs : UndoContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteRememberedMappingSpecs : RememberedMappingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteHistorySpecs : HistoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteContactHistorySpecs : ContactHistoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteSuppressionSpecs : SuppressionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteStatisticsSpecs : StatisticsContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteCustomFieldSpecs : CustomFieldContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteBookDeletionSpecs : BookDeletionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteTidyingSpecs : TidyingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteTidiedUndoSpecs : TidiedUndoContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteAccountSpecs : AccountContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteSessionSpecs : SessionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqlitePasskeySpecs : PasskeyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}

public sealed class SqliteKeyRingSpecs : KeyRingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new TemporarySqliteStore());
}
