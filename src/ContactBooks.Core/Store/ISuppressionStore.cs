using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Core.Store;

/// <summary>
/// The suppression list of each customer: the phones it is not to write to. No other part of the store touches it, so nothing
/// that is done to contacts can lift one by accident.
/// </summary>
public interface ISuppressionStore
{
    /// <summary>Puts phones onto the list, all of them or none. One that is there stays as it was, its reason and time too.</summary>
    /// <param name="customer">Whose list it is.</param>
    /// <param name="suppressions">1000 at the most; of a phone that comes twice the first counts.</param>
    /// <param name="origin">How they came.</param>
    /// <param name="now">When.</param>
    /// <param name="keep">The key and how to render its answer; null for none.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Written<SuppressionChange>> SuppressAsync(
        CustomerId customer,
        IReadOnlyList<NewSuppression> suppressions,
        SuppressionOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<SuppressionChange>? keep,
        CancellationToken cancellation);

    /// <summary>Takes phones off the list, all that are there or none.</summary>
    /// <param name="customer">Whose list it is.</param>
    /// <param name="phones">1000 at the most.</param>
    /// <param name="now">When.</param>
    /// <param name="keep">The key and how to render its answer; null for none.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    ValueTask<Written<SuppressionChange>> LiftAsync(
        CustomerId customer, IReadOnlyList<Phone> phones, DateTimeOffset now, AnswerToKeep<SuppressionChange>? keep, CancellationToken cancellation);

    /// <summary>Which of some phones, 1000 at the most, are on the list.</summary>
    ValueTask<IReadOnlySet<Phone>> FindAsync(CustomerId customer, IReadOnlyList<Phone> phones);

    /// <summary>The list: the newest first, and those of one moment by their numbers, the highest first.</summary>
    /// <param name="customer">Whose list it is.</param>
    /// <param name="digits">Only phones with these digits together in them; null for all.</param>
    /// <param name="slice">Which part of it.</param>
    ValueTask<Page<Suppression, SuppressionCursor>> ListAsync(CustomerId customer, string? digits, Slice<SuppressionCursor> slice);
}
