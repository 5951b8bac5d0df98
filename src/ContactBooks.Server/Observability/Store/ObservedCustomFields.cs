using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Definitions of custom fields, observed.</summary>
internal sealed class ObservedCustomFields(ICustomFieldStore definitions, StoreTelemetry telemetry) : ICustomFieldStore
{
    public ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer) =>
        telemetry.Run("list_custom_fields", (definitions, customer), static with => with.definitions.ListAsync(with.customer));

    public ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
        CustomerId customer,
        IReadOnlyList<NewCustomField> fields,
        CustomFieldOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
        CancellationToken cancellation) =>
        telemetry.Run(
            "define_custom_fields",
            (definitions, customer, fields, origin, now, keep, cancellation),
            static with => with.definitions.DefineAsync(with.customer, with.fields, with.origin, with.now, with.keep, with.cancellation));

    public ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
        CustomerId customer,
        string uid,
        CustomFieldChange change,
        DateTimeOffset now,
        AnswerToKeep<CustomFieldDefinition>? keep,
        CancellationToken cancellation) =>
        telemetry.Run(
            "change_custom_field",
            (definitions, customer, uid, change, now, keep, cancellation),
            static with => with.definitions.ChangeAsync(with.customer, with.uid, with.change, with.now, with.keep, with.cancellation));
}
