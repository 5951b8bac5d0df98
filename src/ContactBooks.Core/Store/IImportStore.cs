using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Mapping;

namespace ContactBooks.Core.Store;

/// <summary>
/// Imports: their files, whose turn it is, how far they are, and the rows they refused. Rows go into contacts by
/// <see cref="IContactStore.UploadAsync"/> like any others, a batch under a key; here stands only how far an import has come.
/// </summary>
public interface IImportStore
{
    /// <summary>How long an import and its refused rows are kept after its end. Its file is forgotten a day after it came, unless it is still to be read.</summary>
    static TimeSpan Lifetime { get; } = TimeSpan.FromDays(30);

    /// <summary>Keeps a piece of a file whose import is about to be made. Without one within a day it is forgotten.</summary>
    /// <param name="customer">Whose file it is.</param>
    /// <param name="importUid">The identifier that the import will have.</param>
    /// <param name="number">Which piece, from 0.</param>
    /// <param name="bytes">The piece, some MiB at the most.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask KeepPieceAsync(CustomerId customer, string importUid, int number, ReadOnlyMemory<byte> bytes, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Makes an import whose file's pieces are all kept, and puts it into the queue. Its mapping is remembered, if it is to be, in place of
    /// the one that its headers had.
    /// </summary>
    ValueTask<Written<Import>> CreateAsync(
        CustomerId customer, BookId book, NewImport import, DateTimeOffset now, AnswerToKeep<Import>? keep, CancellationToken cancellation);

    /// <summary>The mapping that is remembered for a set of headers; null if there is none.</summary>
    ValueTask<ColumnMapping?> FindMappingAsync(CustomerId customer, string headers, DateTimeOffset now);

    /// <summary>The import of that identifier into that book; null if there is none.</summary>
    ValueTask<Import?> FindAsync(CustomerId customer, BookId book, string importUid);

    /// <summary>The imports into a book, the newest first.</summary>
    ValueTask<Page<Import, ImportCursor>> ListAsync(CustomerId customer, BookId book, Slice<ImportCursor> slice);

    /// <summary>A piece of an import's file; empty past the last.</summary>
    ValueTask<ReadOnlyMemory<byte>> ReadPieceAsync(CustomerId customer, string importUid, int number, CancellationToken cancellation);

    /// <summary>
    /// Stops an import: at once where it waits, else as soon as its holder hears of it. The import after that; null if there is none. One that
    /// has ended stays as it is.
    /// </summary>
    ValueTask<Import?> CancelAsync(CustomerId customer, BookId book, string importUid, DateTimeOffset now);

    /// <summary>
    /// Gives back what an earlier server of this store held when it died, where it is known to be dead: the embedded store is served by
    /// one process at a time, so its imports go on at once. Over a database that many nodes share a lease must run out. To be called by
    /// a server that starts, before it takes up anything, and by nobody else.
    /// </summary>
    ValueTask ReleaseAbandonedAsync();

    /// <summary>
    /// Takes up the next import that nobody works on: the oldest of customers for whom no node is at work. Null if there is none.
    /// Of any number of nodes that ask at once, one gets it.
    /// </summary>
    ValueTask<ImportLease?> LeaseAsync(string token, DateTimeOffset now, DateTimeOffset until);

    /// <summary>Extends the lease.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="totalRows">How many rows there are; null for no news of that.</param>
    /// <param name="until">How long the lease holds from now on.</param>
    ValueTask<LeaseState> ExtendAsync(ImportLease lease, long? totalRows, DateTimeOffset until);

    /// <summary>
    /// Tells of one batch more, and extends the lease. Counts and refused rows are kept together, once: told again, as after a lost
    /// answer, it changes nothing.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="before">What the counts were before the batch.</param>
    /// <param name="after">What they are with it.</param>
    /// <param name="rejected">The batch's refused rows.</param>
    /// <param name="until">How long the lease holds from now on.</param>
    ValueTask<LeaseState> AdvanceAsync(ImportLease lease, ImportCounts before, ImportCounts after, IReadOnlyList<RejectedLine> rejected, DateTimeOffset until);

    /// <summary>Ends an import and forgets its file; false if another node has it now.</summary>
    ValueTask<bool> EndAsync(ImportLease lease, ImportState state, ImportFault? fault, DateTimeOffset now);

    /// <summary>Gives an import back, for another node to go on at once.</summary>
    ValueTask ReleaseAsync(ImportLease lease);

    /// <summary>Refused rows of an import in order of their numbers, those after a number; as many as asked for, or all that are left.</summary>
    ValueTask<IReadOnlyList<RejectedLine>> ListRejectedAsync(CustomerId customer, string importUid, long after, int limit);
}
