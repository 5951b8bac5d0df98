using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>The history, observed.</summary>
internal sealed class ObservedHistory(IHistoryStore history, StoreTelemetry telemetry) : IHistoryStore
{
    public ValueTask<Change?> FindAsync(CustomerId customer, string changeUid, DateTimeOffset now) =>
        telemetry.Run("find_change", (history, customer, changeUid, now), static with => with.history.FindAsync(with.customer, with.changeUid, with.now));

    public ValueTask<Page<Change, ChangeCursor>> ListAsync(CustomerId customer, ChangeFilter filter, Slice<ChangeCursor> slice, DateTimeOffset now) =>
        telemetry.Run(
            "list_changes", (history, customer, filter, slice, now), static with => with.history.ListAsync(with.customer, with.filter, with.slice, with.now));

    public ValueTask<Page<ContactChange, BlockCursor>> ListOfContactAsync(
        CustomerId customer, ContactUid contact, DateTimeOffset since, LookBack look, DateTimeOffset now) =>
        telemetry.Run(
            "list_contact_changes",
            (history, customer, contact, since, look, now),
            static with => with.history.ListOfContactAsync(with.customer, with.contact, with.since, with.look, with.now));

    public ValueTask<Page<KeptContact, KeptCursor>> ListKeptAsync(CustomerId customer, string changeUid, Slice<KeptCursor> slice) =>
        telemetry.Run(
            "list_kept", (history, customer, changeUid, slice), static with => with.history.ListKeptAsync(with.customer, with.changeUid, with.slice));

    public ValueTask<Change?> BeginUndoAsync(CustomerId customer, string changeUid, Actor by, DateTimeOffset now, DateTimeOffset until) =>
        telemetry.Run(
            "begin_undo",
            (history, customer, changeUid, by, now, until),
            static with => with.history.BeginUndoAsync(with.customer, with.changeUid, with.by, with.now, with.until));

    public ValueTask<Change?> ContinueAsync(
        CustomerId customer, string changeUid, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellation) =>
        telemetry.Run(
            "continue_change",
            (history, customer, changeUid, now, until, cancellation),
            static with => with.history.ContinueAsync(with.customer, with.changeUid, with.now, with.until, with.cancellation));

    public ValueTask<ChangeLease?> LeaseAsync(DateTimeOffset now, DateTimeOffset until) =>
        telemetry.Run("lease_change", (history, now, until), static with => with.history.LeaseAsync(with.now, with.until));
}
