using ContactBooks.Core.CustomFields;
using ContactBooks.Core.History;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>
/// What a contact's fields held before each of its changes, asked for from the newest to the oldest. Custom fields are recorded as a whole:
/// which of them a change is about is told by what the contact had after it.
/// </summary>
/// <param name="definitions">The customer's custom fields.</param>
/// <param name="after">The contact's custom fields after the first change that is asked for; null where that isn't known.</param>
internal sealed class FormerFields(IReadOnlyList<CustomFieldDefinition> definitions, ReadOnlyMemory<byte>? after)
{
    private OrderedDictionary<string, ShownValue>? _after = after is { } json ? ShownValue.AllOf(json) : null;

    /// <summary>The fields that a change made differ, as they were before.</summary>
    public IReadOnlyList<ContactField> Of(ContactChange change)
    {
        if (!change.Effects.HasFlag(ChangeEffects.Changed))
        {
            return [];
        }

        var fields = ContactField.AllOf(change.Former, definitions);
        return [.. fields.Where(field => field.Key is null && change.Differing.HasFlag(SetOf(field))), .. CustomFields(change, fields)];
    }

    private List<ContactField> CustomFields(ContactChange change, IReadOnlyList<ContactField> fields)
    {
        if (!change.Differing.HasFlag(FieldSet.CustomFields))
        {
            return [];
        }

        var before = ShownValue.AllOf(change.Former.CustomFields);
        if (change.IsUndone && change.Kept is null)
        {
            return Differing(fields, before, null); // What it had led to is gone.
        }

        var differing = Differing(fields, before, _after);
        _after = before;
        return differing;
    }

    /// <summary>Those that differ; all that were there where it isn't known which do.</summary>
    private static List<ContactField> Differing(
        IReadOnlyList<ContactField> fields, OrderedDictionary<string, ShownValue> before, OrderedDictionary<string, ShownValue>? after)
    {
        var custom = fields.Where(field => field.Key is not null).ToList();
        var differing = after is null ? [] : before.Keys.Union(after.Keys).Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key)).ToHashSet();
        return differing.Count > 0
            ? [.. custom.Where(field => differing.Contains(field.Key!)), .. differing.Except(custom.Select(field => field.Key!)).Select(NewField)]
            : custom.FindAll(field => before.ContainsKey(field.Key!));
    }

    /// <summary>One that the contact did not have before.</summary>
    private static ContactField NewField(string key) => new(ContactField.CustomPrefix + key, key, "");

    private static FieldSet SetOf(ContactField field) => field.Name switch
    {
        "displayName" => FieldSet.DisplayName,
        "firstName" => FieldSet.FirstName,
        "lastName" => FieldSet.LastName,
        "email" => FieldSet.Email,
        _ => FieldSet.CompanyName,
    };
}
