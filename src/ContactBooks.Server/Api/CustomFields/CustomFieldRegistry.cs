using System.Collections.Concurrent;
using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Api.CustomFields;

/// <summary>
/// What this node knows of customers' custom fields. Kept for a few seconds, so that an upload whose fields are all defined asks
/// nothing of the store; what another node has defined meanwhile is defined once all the same.
/// </summary>
internal sealed class CustomFieldRegistry(IStore store, TimeProvider clock)
{
    private const int MaxCustomers = 1000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<CustomerId, Known> _known = [];

    /// <summary>A customer's definitions, some seconds old at the most.</summary>
    public async ValueTask<CustomFieldSet> OfAsync(CustomerId customer)
    {
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(customer, out var known) && (now - known.At).Duration() < Lifetime)
        {
            return known.Set;
        }

        var set = new CustomFieldSet(await store.CustomFields.ListAsync(customer));
        if (_known.Count >= MaxCustomers)
        {
            _known.Clear();
        }

        _known[customer] = new Known(set, now);
        return set;
    }

    /// <summary>
    /// Defines what an upload brought, after it is stored. Where the store can't, it is left to the next upload that has these
    /// fields: this one is on disk, and must not be told otherwise.
    /// </summary>
    public async ValueTask DefineAsync(CustomerId customer, CustomFieldFindings found, DateTimeOffset now)
    {
        if (found.New.Count == 0)
        {
            return;
        }

        try
        {
            await store.CustomFields.DefineAsync(customer, found.New, found.Origin, now, null, CancellationToken.None);
        }
        catch (StoreFaultException)
        {
        }

        Forget(customer);
    }

    /// <summary>Asks the store the next time.</summary>
    public void Forget(CustomerId customer) => _known.TryRemove(customer, out _);

    private sealed record Known(CustomFieldSet Set, DateTimeOffset At);
}
