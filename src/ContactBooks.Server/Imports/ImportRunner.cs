using ContactBooks.Core.Store;

namespace ContactBooks.Server.Imports;

/// <summary>
/// Works on imports in the background, on every node: looks for one that nobody works on, and does it (<see cref="ImportWork"/>). Two at a
/// time, so that a small file needn't wait for another customer's large one.
/// </summary>
internal sealed partial class ImportRunner(IStore store, ImportWork work, ImportSignal signal, ILogger<ImportRunner> log) : BackgroundService
{
    private const int AtOnce = 2;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TakeOverAsync();
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => WorkAsync(stoppingToken), CancellationToken.None)));
    }

    private async Task TakeOverAsync()
    {
        try
        {
            await store.Imports.ReleaseAbandonedAsync();
            ImportFile.DeleteAbandoned();
        }
        catch (Exception e) when (ImportWork.IsPassing(e))
        {
            // The leases run out.
            Waits(log, e.Message);
        }
    }

    private async Task WorkAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await work.DoNextAsync(stopping))
                {
                    continue;
                }
            }
            catch (Exception e) when (ImportWork.IsPassing(e))
            {
                // It goes on once the lease has run out, here or elsewhere.
                Waits(log, e.Message);
            }

            await signal.WaitAsync(PollInterval, stopping);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Imports wait: {Reason}")]
    private static partial void Waits(ILogger logger, string reason);
}
