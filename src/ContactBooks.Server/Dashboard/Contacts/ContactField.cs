using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>A field of a contact that a person may edit.</summary>
/// <param name="Name">What the form calls it: as the API does, a custom field by <see cref="CustomPrefix"/> and its key.</param>
/// <param name="Label">What people call it; null where the pages' own texts do.</param>
/// <param name="Value">Its value; empty for none.</param>
public sealed record ContactField(string Name, string? Label, string Value)
{
    /// <summary>What the names of custom fields begin with.</summary>
    public const string CustomPrefix = "customFields.";

    /// <summary>The custom field's key; null for a field that every contact has.</summary>
    public string? Key => Name.StartsWith(CustomPrefix, StringComparison.Ordinal) ? Name[CustomPrefix.Length..] : null;

    /// <summary>Of a field that every contact has, what the pages' text for it is called.</summary>
    public string TextName => Name switch
    {
        "displayName" => "Name",
        "firstName" => "FirstName",
        "lastName" => "LastName",
        "email" => "Email",
        _ => "Company",
    };

    /// <summary>What its values are.</summary>
    public CustomFieldType Type { get; init; }

    /// <summary>Of a choice, the texts to choose from.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether it is an object or an array, and only shown.</summary>
    public bool IsNested { get; init; }

    /// <summary>
    /// All of a contact: those that every contact has, the customer's custom fields, and those of its own that have no definition.
    /// </summary>
    public static IReadOnlyList<ContactField> AllOf(in ContactFields fields, IReadOnlyList<CustomFieldDefinition> definitions)
    {
        var values = ShownValue.AllOf(fields.CustomFields);
        var defined = definitions.Select(definition => Custom(definition.Key, definition.Label, values) with
        {
            Type = definition.Type,
            Choices = definition.Choices,
        });
        var keys = definitions.Select(definition => definition.Key).ToHashSet(StringComparer.Ordinal);
        return
        [
            new("displayName", null, fields.DisplayName ?? ""),
            new("firstName", null, fields.FirstName ?? ""),
            new("lastName", null, fields.LastName ?? ""),
            new("email", null, fields.Email ?? ""),
            new("companyName", null, fields.CompanyName ?? ""),
            .. defined,
            .. values.Keys.Where(key => !keys.Contains(key)).Select(key => Custom(key, key, values)),
        ];
    }

    /// <summary>The field as a form has it; as it is where the form says nothing of it.</summary>
    public ContactField FilledIn(IFormCollection form) =>
        !IsNested && form.TryGetValue(Name, out var text)
            ? this with { Value = text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal) }
            : this;

    private static ContactField Custom(string key, string label, OrderedDictionary<string, ShownValue> values)
    {
        var value = values.GetValueOrDefault(key);
        return new ContactField(CustomPrefix + key, label, value.Text ?? "") { IsNested = value.IsNested };
    }
}
