using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Suppression lists in the model.</summary>
internal sealed class InMemorySuppressions(InMemoryStore store) : ISuppressionStore
{
    public ValueTask<Written<SuppressionChange>> SuppressAsync(
        CustomerId customer,
        IReadOnlyList<NewSuppression> suppressions,
        SuppressionOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<SuppressionChange>? keep,
        CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            var added = suppressions.DistinctBy(one => one.Phone).Where(one => !before.Suppressions.ContainsKey(one.Phone)).ToList();
            var after = before.Suppressions.AddRange(
                added.Select(one => KeyValuePair.Create(one.Phone, new Suppression(one.Phone, one.Reason, origin, now))));
            return (new SuppressionChange(added.Select(one => one.Phone).ToHashSet()), before with { Suppressions = after });
        });

    public ValueTask<Written<SuppressionChange>> LiftAsync(
        CustomerId customer, IReadOnlyList<Phone> phones, DateTimeOffset now, AnswerToKeep<SuppressionChange>? keep, CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            var lifted = phones.Where(before.Suppressions.ContainsKey).ToHashSet();
            return (new SuppressionChange(lifted), before with { Suppressions = before.Suppressions.RemoveRange(lifted) });
        });

    public ValueTask<IReadOnlySet<Phone>> FindAsync(CustomerId customer, IReadOnlyList<Phone> phones)
    {
        var suppressions = store.Of(customer).Suppressions;
        return ValueTask.FromResult<IReadOnlySet<Phone>>(phones.Where(suppressions.ContainsKey).ToHashSet());
    }

    public ValueTask<Page<Suppression, SuppressionCursor>> ListAsync(CustomerId customer, string? digits, Slice<SuppressionCursor> slice)
    {
        var newestFirst = store.Of(customer).Suppressions.Values
            .Where(one => digits is null || one.Phone.ToString().Contains(digits, StringComparison.Ordinal))
            .OrderByDescending(one => one.CreatedAt).ThenByDescending(one => one.Phone).ToList();
        var rest = slice.After is { } after
            ? newestFirst.SkipWhile(one => SuppressionCursor.Of(one) != after).Skip(1)
            : newestFirst.Skip((int)Math.Min(slice.Offset, int.MaxValue));
        return ValueTask.FromResult(Pages.First(rest, slice.Limit, SuppressionCursor.Of));
    }
}
