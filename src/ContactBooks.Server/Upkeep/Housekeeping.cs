using ContactBooks.Core.Store;
using ContactBooks.Server.Api.Access;
using ContactBooks.Server.Statistics;

namespace ContactBooks.Server.Upkeep;

/// <summary>What the server does for itself in the background: records tokens' last use and what became of rows, and the store's small steps of tidying.</summary>
internal sealed partial class Housekeeping(IStore store, TokenUses uses, RowCounts rows, TimeProvider clock, ILogger<Housekeeping> log)
    : BackgroundService
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TidyInterval = TimeSpan.FromSeconds(30);

    /// <summary>Between two steps of one tidying, so that uploads have the writer in between.</summary>
    private static readonly TimeSpan StepPause = TimeSpan.FromMilliseconds(50);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(() => uses.FlushAsync(store));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var nextTidying = clock.GetUtcNow() + TidyInterval;
        using var timer = new PeriodicTimer(FlushInterval, clock);
        while (await WaitAsync(timer, stoppingToken))
        {
            await TryAsync(() => uses.FlushAsync(store));
            await TryAsync(rows.FlushAsync);
            if (clock.GetUtcNow() >= nextTidying)
            {
                await TryAsync(() => TidyAsync(stoppingToken));
                nextTidying = clock.GetUtcNow() + TidyInterval;
            }
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task TidyAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested && await store.MaintainAsync(clock.GetUtcNow(), stopping))
        {
            await Task.Delay(StepPause, clock, stopping);
        }
    }

    /// <summary>A failure is told and tried again later: nothing here may end the server.</summary>
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException)
        {
        }
        catch (StoreFaultException e)
        {
            Failed(log, e.Message);
        }
        catch (Exception e)
        {
            // A fault of ours. Without the exception's message, as for a request: it might repeat what was sent.
            Faulted(log, e.GetType().FullName!, e.StackTrace);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Housekeeping could not write and will try again: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Error, "Housekeeping failed and will try again: {Exception}\n{StackTrace}")]
    private static partial void Faulted(ILogger logger, string exception, string? stackTrace);
}
