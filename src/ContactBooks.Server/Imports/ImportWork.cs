using ContactBooks.Core.Files;
using ContactBooks.Core.Imports;
using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Answers;

namespace ContactBooks.Server.Imports;

/// <summary>Takes up an import that nobody works on, holds its lease while at work, and says how it ended.</summary>
internal sealed partial class ImportWork(IStore store, ImportRun run, TimeProvider clock, ILogger<ImportWork> log)
{
    private static readonly TimeSpan HoldInterval = ImportRun.LeaseTime / 5;

    /// <summary>Does the next import to its end; false where there is none to do.</summary>
    /// <param name="stopping">Has the import given back, to be gone on with by others.</param>
    public async Task<bool> DoNextAsync(CancellationToken stopping)
    {
        var now = clock.GetUtcNow();
        if (await store.Imports.LeaseAsync(Guid.NewGuid().ToString("N"), now, now + ImportRun.LeaseTime) is not { } lease)
        {
            return false;
        }

        await DoAsync(lease, stopping);
        return true;
    }

    /// <summary>Whether it has to do with what the server stands on, and will be over: the store away, the temporary folder full.</summary>
    public static bool IsPassing(Exception e) => e is StoreFaultException or (IOException and not EndOfStreamException) or UnauthorizedAccessException;

    private async Task DoAsync(ImportLease lease, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var holding = HoldAsync(lease, ended);
        try
        {
            await run.RunAsync(lease, ended.Token);
            await EndAsync(lease, ImportState.Done);
        }
        catch (FileFaultException e)
        {
            await EndAsync(lease, ImportState.Failed, new ImportFault(e.Code, e.Message));
        }
        catch (BookGoneException)
        {
            await EndAsync(lease, ImportState.Failed, new ImportFault(ApiError.BookNotFound.Code, ApiError.BookNotFound.Message));
        }
        catch (ImportStoppedException e) when (e.State == LeaseState.CancelRequested)
        {
            await EndAsync(lease, ImportState.Cancelled);
        }
        catch (ImportStoppedException)
        {
            Lost(log, lease.Import.Uid);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await store.Imports.ReleaseAsync(lease);
        }
        catch (OperationCanceledException)
        {
            Lost(log, lease.Import.Uid);
        }
        catch (Exception e) when (!IsPassing(e))
        {
            // A fault of ours, which would come again. Without the exception's message: it might repeat what is in the file.
            Failed(log, lease.Import.Uid, e.GetType().FullName!, e.StackTrace);
            await EndAsync(lease, ImportState.Failed, new ImportFault(ApiError.Internal.Code, "The server made a mistake. Tell its operator the import's uid."));
        }
        finally
        {
            await ended.CancelAsync();
            await holding;
        }
    }

    /// <summary>
    /// Extends the lease while the work goes on, however long a step of it takes; stops the work when another has it. That its user
    /// wants it stopped the work hears by itself, after a batch: none is in the book and not in the counts.
    /// </summary>
    private async Task HoldAsync(ImportLease lease, CancellationTokenSource ended)
    {
        using var timer = new PeriodicTimer(HoldInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                try
                {
                    if (await store.Imports.ExtendAsync(lease, null, clock.GetUtcNow() + ImportRun.LeaseTime) == LeaseState.Lost)
                    {
                        await ended.CancelAsync();
                    }
                }
                catch (StoreFaultException)
                {
                    // The work itself meets it too.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task EndAsync(ImportLease lease, ImportState state, ImportFault? fault = null)
    {
        if (await store.Imports.EndAsync(lease, state, fault, clock.GetUtcNow()))
        {
            Ended(log, lease.Import.Uid, state, fault?.Code ?? "without a fault");
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Import {ImportUid} ended: {State}, {Fault}")]
    private static partial void Ended(ILogger logger, string importUid, ImportState state, string fault);

    [LoggerMessage(2, LogLevel.Warning, "Import {ImportUid} is another node's now")]
    private static partial void Lost(ILogger logger, string importUid);

    [LoggerMessage(3, LogLevel.Error, "Import {ImportUid} failed: {Exception}\n{StackTrace}")]
    private static partial void Failed(ILogger logger, string importUid, string exception, string? stackTrace);
}
