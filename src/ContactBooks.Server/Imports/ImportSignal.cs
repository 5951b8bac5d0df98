namespace ContactBooks.Server.Imports;

/// <summary>Tells this node's runners that there is something to do, so that nobody waits for their next look.</summary>
internal sealed class ImportSignal : IDisposable
{
    private readonly SemaphoreSlim _signals = new(0);

    /// <summary>An import was made here.</summary>
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
