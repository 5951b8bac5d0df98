using ContactBooks.Core.History;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.History;

/// <summary>
/// Takes changes on in the background, on every node, block after block: takes back those of imports, and those of uploads whose request
/// was killed on the way; takes contacts out of books that were deleted. Each block is a transaction of its own, so that other
/// customers' uploads come in between.
/// </summary>
internal sealed partial class ChangeRunner(IStore store, ChangeSignal signal, TimeProvider clock, ILogger<ChangeRunner> log) : BackgroundService
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
                if (await store.History.LeaseAsync(now, now + LeaseTime) is { } lease)
                {
                    await ContinueAsync(lease, stoppingToken);
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

    private async Task ContinueAsync(ChangeLease lease, CancellationToken stopping)
    {
        Change? change;
        do
        {
            var now = clock.GetUtcNow();
            change = await store.History.ContinueAsync(lease.Customer, lease.ChangeUid, now, now + LeaseTime, stopping);
        }
        while (change is { State: ChangeState.Running or ChangeState.Undoing });
        Ended(log, lease.ChangeUid, change?.State ?? ChangeState.Done, change?.Undone.Kept ?? 0);
    }

    [LoggerMessage(1, LogLevel.Information, "{ChangeUid} is {State}, {Kept} contacts kept")]
    private static partial void Ended(ILogger logger, string changeUid, ChangeState state, long kept);

    [LoggerMessage(2, LogLevel.Warning, "Changes wait: {Reason}")]
    private static partial void Waits(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "A change failed to go on and will be tried again: {Exception}\n{StackTrace}")]
    private static partial void Failed(ILogger logger, string exception, string? stackTrace);
}
