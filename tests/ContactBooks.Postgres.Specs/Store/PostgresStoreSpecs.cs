using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Postgres;

// PostgreSQL keeps the contract.

public sealed class PostgresUploadSpecs : UploadContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresPatchSpecs : PatchContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresListingSpecs : ListingContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresIsolationSpecs : IsolationContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresPredictionSpecs : PredictionContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresBookSpecs : BookContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresDirectorySpecs : DirectoryContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresKeySpecs : KeyContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresSortSpecs : SortContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresSearchSpecs : SearchContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresNumberSearchSpecs : NumberSearchContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresSearchWalkSpecs : SearchWalkContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresConcurrencySpecs : ConcurrencyContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresLimitSpecs : LimitContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresImportSpecs : ImportContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresUpdateRulesSpecs : UpdateRulesContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresUndoSpecs : UndoContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresRememberedMappingSpecs : RememberedMappingContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresHistorySpecs : HistoryContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresContactHistorySpecs : ContactHistoryContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresSuppressionSpecs : SuppressionContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresStatisticsSpecs : StatisticsContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresCustomFieldSpecs : CustomFieldContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresBookDeletionSpecs : BookDeletionContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresTidyingSpecs : TidyingContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresTidiedUndoSpecs : TidiedUndoContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresAccountSpecs : AccountContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresSessionSpecs : SessionContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresPasskeySpecs : PasskeyContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}

public sealed class PostgresKeyRingSpecs : KeyRingContract
{
    protected override async ValueTask<IStore> OpenCleanAsync() => await TemporaryPostgresStore.OpenAsync();
}
