using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http.Imports;

/// <summary>A store whose imports stay in the queue: no runner gets one.</summary>
internal sealed class IdleStore(IStore store) : StoreWithBooks(store, store.Books)
{
    public override IImportStore Imports { get; } = new IdleImports(store.Imports);

    private sealed class IdleImports(IImportStore imports) : IImportStore
    {
        public ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until) => ValueTask.FromResult<ImportLease?>(null);

        public ValueTask KeepPieceAsync(
            CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation) =>
            imports.KeepPieceAsync(customer, importUid, number, bytes, now, cancellation);

        public ValueTask<Written<Import>> CreateAsync(
            CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation) =>
            imports.CreateAsync(customer, book, import, now, keep, cancellation);

        public ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now) =>
            imports.FindMappingAsync(customer, headers, now);

        public ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid) => imports.FindAsync(customer, book, importUid);

        public ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice) =>
            imports.ListAsync(customer, book, slice);

        public ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation) =>
            imports.ReadPieceAsync(customer, importUid, number, cancellation);

        public ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now) =>
            imports.CancelAsync(customer, book, importUid, now);

        public ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until) => imports.ExtendAsync(lease, totalRows, until);

        public ValueTask<LeaseState> AdvanceAsync(
            ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until) =>
            imports.AdvanceAsync(lease, before, after, rejected, until);

        public ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now) =>
            imports.EndAsync(lease, state, fault, now);

        public ValueTask ReleaseAsync(ImportLease lease) => imports.ReleaseAsync(lease);

        public ValueTask ReleaseAbandonedAsync() => imports.ReleaseAbandonedAsync();

        public ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit) =>
            imports.ListRejectedAsync(customer, importUid, after, limit);
    }
}
