using System.Diagnostics;
using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Observability;

/// <summary>How this node and its store are, as far as that is cheap to find out. <c>doctor</c> looks deeper.</summary>
/// <param name="State">Whether requests should come here.</param>
/// <param name="Store">How the store is, and what waits in it.</param>
/// <param name="StoreTime">How long the store took to say so.</param>
/// <param name="WaitingWrites">Writes of this node that wait or are under way.</param>
/// <param name="FreeBytes">Free space below the data folder; null where there is none.</param>
internal sealed record HealthReport(ReadyState State, StoreStatus Store, TimeSpan StoreTime, int WaitingWrites, long? FreeBytes)
{
    /// <summary>When this node was started, UTC.</summary>
    public static DateTimeOffset StartedAt { get; } = Started();

    private static DateTimeOffset Started()
    {
        using var process = Process.GetCurrentProcess();
        return process.StartTime.ToUniversalTime();
    }
}

/// <summary>Finds out how this node and its store are, for an operator who looks.</summary>
internal sealed class ServerHealth(IStore store, Readiness readiness, ServerSettings settings)
{
    /// <summary>Looks.</summary>
    /// <exception cref="StoreFaultException">The store can't be reached.</exception>
    public async ValueTask<HealthReport> LookAsync(CancellationToken cancellation)
    {
        var state = await readiness.CheckAsync(cancellation);
        var start = Stopwatch.GetTimestamp();
        var status = await store.ReadStatusAsync(cancellation);
        return new HealthReport(state, status, Stopwatch.GetElapsedTime(start), store.WaitingWrites, DataDisk.FreeBytes(settings.DataFolder));
    }
}
