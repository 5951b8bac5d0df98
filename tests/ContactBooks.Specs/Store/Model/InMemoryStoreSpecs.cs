using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

// The model keeps the contract that it stands for.

public sealed class InMemoryUploadSpecs : UploadContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryPatchSpecs : PatchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryListingSpecs : ListingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryIsolationSpecs : IsolationContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryPredictionSpecs : PredictionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryBookSpecs : BookContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryDirectorySpecs : DirectoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryKeySpecs : KeyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemorySortSpecs : SortContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemorySearchSpecs : SearchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryNumberSearchSpecs : NumberSearchContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemorySearchWalkSpecs : SearchWalkContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryConcurrencySpecs : ConcurrencyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryLimitSpecs : LimitContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryImportSpecs : ImportContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryUpdateRulesSpecs : UpdateRulesContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryUndoSpecs : UndoContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryRememberedMappingSpecs : RememberedMappingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryHistorySpecs : HistoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryContactHistorySpecs : ContactHistoryContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemorySuppressionSpecs : SuppressionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryStatisticsSpecs : StatisticsContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryCustomFieldSpecs : CustomFieldContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryBookDeletionSpecs : BookDeletionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryTidyingSpecs : TidyingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryAccountSpecs : AccountContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemorySessionSpecs : SessionContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryPasskeySpecs : PasskeyContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}

public sealed class InMemoryKeyRingSpecs : KeyRingContract
{
    protected override ValueTask<IStore> OpenCleanAsync() => ValueTask.FromResult<IStore>(new InMemoryStore());
}
