using ContactBooks.Core.Customers;
using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.History;

/// <summary>
/// Takes changes back. A bulk upload, like any change of one request, is undone when this returns; an import or the deletion of a book, which
/// may be of a million contacts, afterwards (<see cref="ChangeRunner"/>). Asked again it does nothing.
/// </summary>
internal sealed class ChangeUndo(IStore store, ChangeSignal signal, TimeProvider clock)
{
    /// <summary>Has a change undone; the change after that, or why it can't be.</summary>
    public async Task<(Change? Change, ApiError? Error)> UndoAsync(CustomerId customer, string uid, Actor by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await store.History.FindAsync(customer, uid, now) is not { } change)
        {
            return (null, ApiError.UploadNotFound);
        }

        if (await store.IsUnderWayAsync(customer, change))
        {
            return (null, ApiError.ImportUnderWay);
        }

        // With the lease over at once, the runners take a long one up; any other they leave to this request, unless it is killed.
        var isLong = change.Kind is ChangeKind.Import or ChangeKind.BookDeletion;
        var until = isLong ? now : now + ChangeRunner.LeaseTime;
        var after = await store.History.BeginUndoAsync(customer, uid, by, now, until);
        while (!isLong && after is { State: ChangeState.Undoing })
        {
            now = clock.GetUtcNow();
            after = await store.History.ContinueAsync(customer, uid, now, now + ChangeRunner.LeaseTime, cancellation);
        }

        if (after is null)
        {
            return (null, ApiError.UploadNotFound);
        }

        signal.Set();
        return (after, null);
    }
}
