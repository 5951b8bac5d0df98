using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.History;

/// <summary>
/// Takes changes back in the background, on every node, block after block: those of imports, and those of uploads whose request
/// was killed on the way. Each block is a transaction of its own, so that other customers' uploads come in between.
/// </summary>
internal sealed partial class UndoRunner(IStore store, UndoSignal signal, TimeProvider clock, ILogger<UndoRunner> log) : BackgroundService
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    /// <summary>How long a node that says nothing is believed to be at work. Should it be after all, two do the same, and no harm.</summary>
    public static TimeSpan LeaseTime { get; } = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // The host starts what comes after it.
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var now = clock.GetUtcNow();
                if (await store.History.LeaseUndoAsync(now, now + LeaseTime) is { } lease)
                {
                    await UndoAsync(lease, stoppingToken);
                    continue;
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreFaultException e)
            {
                Waits(log, e.Message);
            }
            catch (Exception e)
            {
                // A fault of ours, which would come again: not at once. Without the exception's message: it might repeat what is stored.
                Failed(log, e.GetType().FullName!, e.StackTrace);
            }

            await signal.WaitAsync(PollInterval, stoppingToken);
        }
    }

    private async Task UndoAsync(UndoLease lease, CancellationToken stopping)
    {
        Change? change;
        do
        {
            var now = clock.GetUtcNow();
            change = await store.History.UndoNextAsync(lease.Customer, lease.ChangeUid, now, now + LeaseTime, stopping);
        }
        while (change is { State: ChangeState.Undoing });
        Undone(log, lease.ChangeUid, change?.Undone.Kept ?? 0);
    }

    [LoggerMessage(1, LogLevel.Information, "{ChangeUid} is undone, {Kept} contacts kept")]
    private static partial void Undone(ILogger logger, string changeUid, long kept);

    [LoggerMessage(2, LogLevel.Warning, "Undoing waits: {Reason}")]
    private static partial void Waits(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "Undoing failed and will be tried again: {Exception}\n{StackTrace}")]
    private static partial void Failed(ILogger logger, string exception, string? stackTrace);
}
