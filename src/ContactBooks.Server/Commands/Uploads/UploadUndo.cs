using ContactBooks.Core.History;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Wire;
using ContactBooks.Server.Commands.Output;
using ContactBooks.Server.History;

namespace ContactBooks.Server.Commands.Uploads;

/// <summary>Takes a change back to its end, whatever made it.</summary>
internal static class UploadUndo
{
    /// <summary>Does that under a progress bar, and tells what it came to.</summary>
    /// <returns>The command's exit code.</returns>
    /// <exception cref="CommandException">It is an import that has not ended, or was forgotten at this moment.</exception>
    public static async Task<int> RunAsync(IStore store, FoundUpload found, bool asJson, CancellationToken cancellation)
    {
        var change = found.Change;
        if (await store.IsUnderWayAsync(found.Customer, change))
        {
            throw CommandException.Failure(
                $"{change.Uid} is still under way. Cancel it first: `contactbooks imports cancel {change.Uid} --book {change.BookUid}`.");
        }

        var undone = await ProgressBar.ShowAsync("Undoing", advance => UndoAsync(store, found, advance, cancellation));
        if (asJson)
        {
            JsonResult.Write(UploadJson.Of(undone));
        }
        else
        {
            HumanResult.Line($"Undone {undone.FileName ?? undone.Uid}: {UploadReport.Undone(undone.Undone)}.");
        }

        if (undone.Undone.Kept > 0)
        {
            await Console.Error.WriteLineAsync($"`contactbooks uploads kept {undone.Uid}` lists those that were kept.");
        }

        return ExitCode.Done;
    }

    private static async Task<Change> UndoAsync(IStore store, FoundUpload found, Action<long, long> advance, CancellationToken cancellation)
    {
        var (customer, uid) = (found.Customer, found.Change.Uid);
        var now = TimeProvider.System.GetUtcNow();
        var change = await store.History.BeginUndoAsync(customer, uid, default, now, now + ChangeRunner.LeaseTime);
        while (change is { State: ChangeState.Undoing })
        {
            advance(Sum(change.Undone), Sum(change.Counts));
            now = TimeProvider.System.GetUtcNow();
            change = await store.History.ContinueAsync(customer, uid, now, now + ChangeRunner.LeaseTime, cancellation);
        }

        return change ?? throw CommandException.Failure($"{uid} can no longer be undone.");
    }

    private static long Sum(ChangeCounts counts) => counts.Created + counts.Changed + counts.Linked + counts.Unlinked + counts.Deleted;

    private static long Sum(UndoCounts counts) => counts.Removed + counts.Restored + counts.Unlinked + counts.Kept;
}
