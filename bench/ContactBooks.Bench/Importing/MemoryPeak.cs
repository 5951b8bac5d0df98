namespace ContactBooks.Bench;

/// <summary>The most memory of its own that a process has while it is looked at, every 50 ms; that of mapped files is not counted.</summary>
internal sealed class MemoryPeak : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _looking;
    private long _bytes;

    public MemoryPeak(int process) => _looking = LookAsync(process);

    /// <summary>The most so far, in bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking;
        _stop.Dispose();
    }

    private async Task LookAsync(int process)
    {
        while (!_stop.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _bytes, Math.Max(_bytes, ProcessUse.AnonymousMemory(process)));
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
