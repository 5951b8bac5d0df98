using ContactBooks.Core.Customers;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Core.Store;

/// <summary>
/// The definitions of each customer's custom fields. They say what values are meant to be and keep none from being stored, so
/// an upload's transaction knows nothing of them.
/// </summary>
public interface ICustomFieldStore
{
    /// <summary>The definitions, the oldest first and those of one moment by their keys; <see cref="CustomFieldSet.MaxDefinitions"/> or a few more at the most.</summary>
    ValueTask<IReadOnlyList<CustomFieldDefinition>> ListAsync(CustomerId customer);

    /// <summary>
    /// Defines fields. One whose key is defined already stays as it is, and past <see cref="CustomFieldSet.MaxDefinitions"/> none
    /// is added; nodes that add at the same moment may together add a few more.
    /// </summary>
    /// <param name="customer">Whose fields they are.</param>
    /// <param name="fields">Each key once.</param>
    /// <param name="origin">How they came to be.</param>
    /// <param name="now">When.</param>
    /// <param name="keep">The key and how to render its answer; null for none.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    /// <returns>
    /// The definitions of these keys as they are now, those that were there included, in the order of the fields;
    /// <see cref="WriteEnd.BookNotFound"/> where there is none.
    /// </returns>
    ValueTask<Written<IReadOnlyList<CustomFieldDefinition>>> DefineAsync(
        CustomerId customer,
        IReadOnlyList<NewCustomField> fields,
        CustomFieldOrigin origin,
        DateTimeOffset now,
        AnswerToKeep<IReadOnlyList<CustomFieldDefinition>>? keep,
        CancellationToken cancellation);

    /// <summary>Changes a definition; <see cref="WriteEnd.BookNotFound"/> where the customer has none of that identifier.</summary>
    ValueTask<Written<CustomFieldDefinition>> ChangeAsync(
        CustomerId customer,
        string uid,
        CustomFieldChange change,
        DateTimeOffset now,
        AnswerToKeep<CustomFieldDefinition>? keep,
        CancellationToken cancellation);
}
