using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Idempotency keys, observed.</summary>
internal sealed class ObservedKeys(IKeyStore keys, StoreTelemetry telemetry) : IKeyStore
{
    public ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(CustomerId customer, KeyedRequest request, DateTimeOffset now) =>
        telemetry.Run("find_key", (keys, customer, request, now), static with => with.keys.FindAsync(with.customer, with.request, with.now));
}
