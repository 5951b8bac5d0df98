using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>The key ring, observed.</summary>
internal sealed class ObservedKeyRing(IKeyRingStore keyRing, StoreTelemetry telemetry) : IKeyRingStore
{
    public ValueTask<IReadOnlyList<string>> ListAsync() => telemetry.Run("list_key_ring", keyRing, static keyRing => keyRing.ListAsync());

    public ValueTask AddAsync(string keyId, string xml, DateTimeOffset now) =>
        telemetry.Run("add_to_key_ring", (keyRing, keyId, xml, now), static with => with.keyRing.AddAsync(with.keyId, with.xml, with.now));
}
