using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Observability;

/// <summary>Whether requests should come to this node.</summary>
internal enum ReadyState
{
    /// <summary>They should.</summary>
    Ready,

    /// <summary>It was asked to stop, and finishes what is in flight.</summary>
    Stopping,

    /// <summary>Its store can't be reached or used.</summary>
    StoreUnavailable,
}

/// <summary>Knows whether requests should come to this node: for load balancers (<see cref="HealthEndpoints"/>) and for people.</summary>
internal sealed class Readiness(IStore store, Drain drain)
{
    /// <summary>Asks the store.</summary>
    public async ValueTask<ReadyState> CheckAsync(CancellationToken cancellation)
    {
        if (drain.IsStopping)
        {
            return ReadyState.Stopping;
        }

        try
        {
            await store.PingAsync(cancellation);
            return ReadyState.Ready;
        }
        catch (StoreFaultException)
        {
            return ReadyState.StoreUnavailable;
        }
    }
}
