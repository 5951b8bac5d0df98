using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>A store, each of whose operations is timed and traced. It belongs to whoever opened it, and is closed there.</summary>
internal sealed class ObservedStore(IStore store, StoreTelemetry telemetry) : IStore
{
    public IDirectory Directory { get; } = new ObservedDirectory(store.Directory, telemetry);

    public IBookStore Books { get; } = new ObservedBooks(store.Books, telemetry);

    public IContactStore Contacts { get; } = new ObservedContacts(store.Contacts, telemetry);

    public IKeyStore Keys { get; } = new ObservedKeys(store.Keys, telemetry);

    public ILimitStore Limits { get; } = new ObservedLimits(store.Limits, telemetry);

    public IImportStore Imports { get; } = new ObservedImports(store.Imports, telemetry);

    public ISuppressionStore Suppressions { get; } = new ObservedSuppressions(store.Suppressions, telemetry);

    public ICustomFieldStore CustomFields { get; } = new ObservedCustomFields(store.CustomFields, telemetry);

    public IHistoryStore History { get; } = new ObservedHistory(store.History, telemetry);

    public IStatisticsStore Statistics { get; } = new ObservedStatistics(store.Statistics, telemetry);

    public IAccountStore Accounts { get; } = new ObservedAccounts(store.Accounts, telemetry);

    public ISessionStore Sessions { get; } = new ObservedSessions(store.Sessions, telemetry);

    public IPasskeyStore Passkeys { get; } = new ObservedPasskeys(store.Passkeys, telemetry);

    public IKeyRingStore KeyRing { get; } = new ObservedKeyRing(store.KeyRing, telemetry);

    public int WaitingWrites => store.WaitingWrites;

    public ValueTask PingAsync(CancellationToken cancellation) =>
        telemetry.Run("ping", (store, cancellation), static with => with.store.PingAsync(with.cancellation));

    public ValueTask<StoreStatus> ReadStatusAsync(CancellationToken cancellation) =>
        telemetry.Run("read_status", (store, cancellation), static with => with.store.ReadStatusAsync(with.cancellation));

    public ValueTask<bool> MaintainAsync(DateTimeOffset now, CancellationToken cancellation) =>
        telemetry.Run("maintain", (store, now, cancellation), static with => with.store.MaintainAsync(with.now, with.cancellation));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
