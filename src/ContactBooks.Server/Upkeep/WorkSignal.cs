namespace ContactBooks.Server.Upkeep;

/// <summary>Tells those who work in this node's background that there is something to do, so that nobody waits for their next look.</summary>
internal abstract class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _signals = new(0);

    /// <summary>There is something to do.</summary>
    public void Set() => _signals.Release();

    /// <summary>Ends at the next signal, after a while, or when the server stops.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken stopping)
    {
        try
        {
            await _signals.WaitAsync(atMost, stopping);
        }
        catch (OperationCanceledException)
        {
        }
    }

    public void Dispose() => _signals.Dispose();
}
