using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Imports, observed.</summary>
internal sealed class ObservedImports(IImportStore imports, StoreTelemetry telemetry) : IImportStore
{
    public ValueTask KeepPieceAsync(
        CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation) =>
        telemetry.Run(
            "keep_import_piece",
            (imports, customer, importUid, number, bytes, now, cancellation),
            static with => with.imports.KeepPieceAsync(with.customer, with.importUid, with.number, with.bytes, with.now, with.cancellation));

    public ValueTask<Written<Import>> CreateAsync(
        CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "create_import",
            (imports, customer, book, import, now, keep, cancellation),
            static with => with.imports.CreateAsync(with.customer, with.book, with.import, with.now, with.keep, with.cancellation));

    public ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now) =>
        telemetry.Run(
            "find_mapping",
            (imports, customer, headers, now),
            static with => with.imports.FindMappingAsync(with.customer, with.headers, with.now));

    public ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid) =>
        telemetry.Run(
            "find_import", (imports, customer, book, importUid), static with => with.imports.FindAsync(with.customer, with.book, with.importUid));

    public ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice) =>
        telemetry.Run(
            "list_imports", (imports, customer, book, slice), static with => with.imports.ListAsync(with.customer, with.book, with.slice));

    public ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation) =>
        telemetry.Run(
            "read_import_piece",
            (imports, customer, importUid, number, cancellation),
            static with => with.imports.ReadPieceAsync(with.customer, with.importUid, with.number, with.cancellation));

    public ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now) =>
        telemetry.Run(
            "cancel_import",
            (imports, customer, book, importUid, now),
            static with => with.imports.CancelAsync(with.customer, with.book, with.importUid, with.now));

    public ValueTask ReleaseAbandonedAsync() => telemetry.Run("release_abandoned_imports", imports, static imports => imports.ReleaseAbandonedAsync());

    public ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until) =>
        telemetry.Run("lease_import", (imports, token, now, until), static with => with.imports.LeaseAsync(with.token, with.now, with.until));

    public ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until) =>
        telemetry.Run(
            "extend_import", (imports, lease, totalRows, until), static with => with.imports.ExtendAsync(with.lease, with.totalRows, with.until));

    public ValueTask<LeaseState> AdvanceAsync(
        ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until) =>
        telemetry.Run(
            "advance_import",
            (imports, lease, before, after, rejected, until),
            static with => with.imports.AdvanceAsync(with.lease, with.before, with.after, with.rejected, with.until));

    public ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now) =>
        telemetry.Run(
            "end_import", (imports, lease, state, fault, now), static with => with.imports.EndAsync(with.lease, with.state, with.fault, with.now));

    public ValueTask ReleaseAsync(ImportLease lease) =>
        telemetry.Run("release_import", (imports, lease), static with => with.imports.ReleaseAsync(with.lease));

    public ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit) =>
        telemetry.Run(
            "list_rejected",
            (imports, customer, importUid, after, limit),
            static with => with.imports.ListRejectedAsync(with.customer, with.importUid, with.after, with.limit));
}
