using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Definitions of custom fields in the model.</summary>
internal sealed class InMemoryCustomFields(InMemoryStore store) : ICustomFieldStore
{
    public ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer) =>
        ValueTask.FromResult<IReadOnlyList<CustomFieldDefinition>>(
            [.. store.Of(customer).CustomFields.OrderBy(field => field.CreatedAt).ThenBy(field => field.Key, StringComparer.Ordinal)]);

    public ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
        CustomerId customer,
        IReadOnlyList<NewCustomField> fields,
        CustomFieldOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
        CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            var added = fields.Where(field => before.CustomFields.All(known => known.Key != field.Key))
                .Take(CustomFieldSet.MaxDefinitions - before.CustomFields.Count).Select(field => field.ToDefinition(origin, now));
            var after = before.CustomFields.AddRange(added);
            CustomFieldDefinition[] defined = [.. fields.Select(field => after.Find(one => one.Key == field.Key)).OfType<CustomFieldDefinition>()];
            return defined.Length == 0
                ? default((IReadOnlyList<CustomFieldDefinition>, Holdings)?)
                : (defined, before with { CustomFields = after });
        });

    public ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
        CustomerId customer,
        string uid,
        CustomFieldChange change,
        DateTimeOffset now,
        AnswerToKeep<CustomFieldDefinition>? keep,
        CancellationToken cancellation) =>
        store.Write(customer, keep, now, before =>
        {
            if (before.CustomFields.Find(field => field.Uid == uid) is not { } found)
            {
                return default((CustomFieldDefinition, Holdings)?);
            }

            var changed = found with
            {
                Label = change.Label ?? found.Label,
                Type = change.Type ?? found.Type,
                Choices = change.ChoicesAfter ?? found.Choices,
                UpdatedAt = now,
            };
            return (changed, before with { CustomFields = before.CustomFields.Replace(found, changed) });
        });
}
