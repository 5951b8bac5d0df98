using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Http.CustomFields;

/// <summary>A store that can't define custom fields while a test says so.</summary>
internal sealed class UndefiningStore(IStore store, Func<bool> isFailing) : StoreWithBooks(store, store.Books)
{
    public override ICustomFieldStore CustomFields { get; } = new Undefining(store.CustomFields, isFailing);

    private sealed class Undefining(ICustomFieldStore definitions, Func<bool> isFailing) : ICustomFieldStore
    {
        public ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer) => definitions.ListAsync(customer);

        public ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
            CustomerId customer,
            IReadOnlyList<NewCustomField> fields,
            CustomFieldOrigin origin,
            DateTimeOffset now,
            AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
            CancellationToken cancellation) => isFailing()
            ? throw new StoreFaultException(StoreFaultKind.Unavailable, "gone")
            : definitions.DefineAsync(customer, fields, origin, now, keep, cancellation);

        public ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
            CustomerId customer,
            string uid,
            CustomFieldChange change,
            DateTimeOffset now,
            AnswerToKeep<CustomFieldDefinition>? keep,
            CancellationToken cancellation) => definitions.ChangeAsync(customer, uid, change, now, keep, cancellation);
    }
}
