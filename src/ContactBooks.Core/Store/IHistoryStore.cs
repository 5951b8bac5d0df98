using ContactBooks.Core.Books;
using ContactBooks.Core.Customers;
using ContactBooks.Core.History;

namespace ContactBooks.Core.Store;

/// <summary>
/// What was changed, and taking it back. Changes are written down by the writes themselves, in their own transactions; here
/// they are read and undone.
/// </summary>
public interface IHistoryStore
{
    /// <summary>The change of that identifier; null if there is none, or it is forgotten or can no longer be undone.</summary>
    ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now);

    /// <summary>The customer's changes that can still be undone or were, the newest first; only those into a book, if one is given.</summary>
    ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, BookId? book, Slice<ChangeCursor> slice, DateTimeOffset now);

    /// <summary>The contacts that stayed as they are when a change was undone, in the order in which it was.</summary>
    ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice);

    /// <summary>
    /// Has a change undone: from now on <see cref="UndoNextAsync"/> may be called, by whoever comes to it. The change after that; null if
    /// there is none that can be undone. Asked again it changes nothing.
    /// </summary>
    /// <param name="customer">Whose change it is.</param>
    /// <param name="changeUid">Which.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="now">When.</param>
    /// <param name="until">How long nobody else need look after it, see <see cref="LeaseUndoAsync"/>.</param>
    ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until);

    /// <summary>
    /// Takes back the newest block that isn't taken back yet, in one transaction with the note of it; after the last the change is
    /// <see cref="ChangeState.Undone"/>. So it may be called by any number of nodes, be killed and be called again: each block is
    /// taken back once. Does nothing to a change that isn't <see cref="ChangeState.Undoing"/>. The change after that; null if there is none.
    /// </summary>
    /// <param name="customer">Whose change it is.</param>
    /// <param name="changeUid">Which.</param>
    /// <param name="now">When.</param>
    /// <param name="until">How long nobody else need look after it.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Change?> UndoNextAsync(CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>A change that is being undone and that nobody has looked after until now; null if there is none. Of any number of nodes that ask at once, one gets it.</summary>
    ValueTask<UndoLease?> LeaseUndoAsync(DateTimeOffset now, DateTimeOffset until);
}
