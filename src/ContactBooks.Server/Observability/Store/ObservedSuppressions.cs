using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Suppression lists, observed.</summary>
internal sealed class ObservedSuppressions(ISuppressionStore list, StoreTelemetry telemetry) : ISuppressionStore
{
    public ValueTask<Written<SuppressionChange>> SuppressAsync(
        CustomerId customer,
        IReadOnlyList<NewSuppression> suppressions,
        SuppressionOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<SuppressionChange>? keep,
        CancellationToken cancellation) =>
        telemetry.Run(
            "suppress_phones",
            (list, customer, suppressions, origin, now, keep, cancellation),
            static with => with.list.SuppressAsync(with.customer, with.suppressions, with.origin, with.now, with.keep, with.cancellation));

    public ValueTask<Written<SuppressionChange>> LiftAsync(
        CustomerId customer, IReadOnlyList<Phone> phones, DateTimeOffset now, AnswerToKeep<SuppressionChange>? keep, CancellationToken cancellation) =>
        telemetry.Run(
            "lift_suppressions",
            (list, customer, phones, now, keep, cancellation),
            static with => with.list.LiftAsync(with.customer, with.phones, with.now, with.keep, with.cancellation));

    public ValueTask<IReadOnlySet<Phone>> FindAsync(CustomerId customer, IReadOnlyList<Phone> phones) =>
        telemetry.Run("find_suppressed", (list, customer, phones), static with => with.list.FindAsync(with.customer, with.phones));

    public ValueTask<Page<Suppression, SuppressionCursor>> ListAsync(CustomerId customer, string? digits, Slice<SuppressionCursor> slice) =>
        telemetry.Run(
            "list_suppressions",
            (list, customer, digits, slice),
            static with => with.list.ListAsync(with.customer, with.digits, with.slice));
}
