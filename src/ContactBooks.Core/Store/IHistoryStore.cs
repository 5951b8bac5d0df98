using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;

namespace ContactBooks.Core.Store;

/// <summary>
/// What was changed, and taking it back. Changes are written down by the writes themselves, in their own transactions; here
/// they are read and undone.
/// </summary>
public interface IHistoryStore
{
    /// <summary>The change of that identifier; null if there is none, or it is forgotten or can no longer be undone.</summary>
    ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now);

    /// <summary>The customer's changes that can still be undone or were and that a filter lets through, the newest first.</summary>
    ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now);

    /// <summary>
    /// What was done to a contact by changes that can still be undone or were: the newest change first, and of a change the newest block.
    /// Uploads pay for no index of that, so blocks are looked through, at a cost that <see cref="LookBack"/> bounds. The page may therefore
    /// have few entries or none though there are more: its end is where it has no <see cref="Page{T, TCursor}.Next"/>, and until then
    /// that says how far back was looked.
    /// </summary>
    /// <param name="customer">Whose contact it is.</param>
    /// <param name="contact">Which, there or not.</param>
    /// <param name="since">When it was made: what is older needn't be looked at.</param>
    /// <param name="look">How far to look.</param>
    /// <param name="now">When.</param>
    ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
        CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now);

    /// <summary>The contacts that stayed as they are when a change was undone, in the order in which it was.</summary>
    ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice);

    /// <summary>
    /// Has a change undone: from now on <see cref="ContinueAsync"/> may be called, by whoever comes to it. One that is still being made is
    /// made no further; a book that it deleted is there again at once. The change after that; null if there is none that can be undone. Asked
    /// again it changes nothing.
    /// </summary>
    /// <param name="customer">Whose change it is.</param>
    /// <param name="changeUid">Which.</param>
    /// <param name="by">Who wants it.</param>
    /// <param name="now">When.</param>
    /// <param name="until">How long nobody else need look after it, see <see cref="LeaseAsync"/>.</param>
    ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until);

    /// <summary>
    /// Takes a change on by a block, in one transaction with the note of it. Of one that is <see cref="ChangeState.Undoing"/> the newest block
    /// is taken back that isn't yet; after the last it is <see cref="ChangeState.Undone"/>. Of one that is <see cref="ChangeState.Running"/> the
    /// next is made: of a book that was deleted <see cref="Tidying.TidyingRequest.MaxContacts"/> contacts leave it, as
    /// <see cref="Tidying.TidyingKind.Remove"/> has it; after the last it is <see cref="ChangeState.Done"/>. So it may be called by any number of
    /// nodes, be killed and be called again: each block is made and taken back once. The change after that; null if there is none.
    /// </summary>
    /// <param name="customer">Whose change it is.</param>
    /// <param name="changeUid">Which.</param>
    /// <param name="now">When.</param>
    /// <param name="until">How long nobody else need look after it.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Change?> ContinueAsync(CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>A change that is being made or undone and that nobody has looked after until now; null if there is none. Of any number of nodes that ask at once, one gets it.</summary>
    ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until);
}
