using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Idempotency keys in the model. Its writes take no time, so none is ever under way.</summary>
internal sealed class InMemoryKeys(InMemoryStore store) : IKeyStore
{
    public ValueTask<(KeyState State, KeptAnswer? Answer)> FindAsync(CustomerId customer, KeyedRequest request, DateTimeOffset now) =>
        ValueTask.FromResult(store.Of(customer).FindKey(request, now));
}
