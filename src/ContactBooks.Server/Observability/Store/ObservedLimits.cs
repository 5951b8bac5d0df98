using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Rate limits, observed.</summary>
internal sealed class ObservedLimits(ILimitStore limits, StoreTelemetry telemetry) : ILimitStore
{
    public ValueTask<Taking> TakeAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now, CancellationToken cancellation) =>
        telemetry.Run(
            "take_limit", (limits, customer, buckets, now, cancellation), static with => with.limits.TakeAsync(with.customer, with.buckets, with.now, with.cancellation));

    public ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now) =>
        telemetry.Run("look_at_limits", (limits, customer, buckets, now), static with => with.limits.LookAsync(with.customer, with.buckets, with.now));
}
