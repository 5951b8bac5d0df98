using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Core.Contacts;

/// <summary>Which values of a row go into a contact that is there, field by field.</summary>
public sealed record FieldRules
{
    /// <summary>Of the readable name.</summary>
    public FieldUpdate DisplayName { get; init; }

    /// <summary>Of the first name.</summary>
    public FieldUpdate FirstName { get; init; }

    /// <summary>Of the last name.</summary>
    public FieldUpdate LastName { get; init; }

    /// <summary>Of the email address.</summary>
    public FieldUpdate Email { get; init; }

    /// <summary>Of the company.</summary>
    public FieldUpdate CompanyName { get; init; }

    /// <summary>Of custom fields by their keys.</summary>
    public IReadOnlyDictionary<string, FieldUpdate> CustomFields { get; init; } = new Dictionary<string, FieldUpdate>();

    /// <summary>Of custom fields whose keys aren't in <see cref="CustomFields"/>.</summary>
    public FieldUpdate OtherCustomFields { get; init; }

    /// <summary>What of a patch may be done to a contact.</summary>
    /// <param name="patch">All that the row says.</param>
    /// <param name="stored">The contact as it is.</param>
    public ContactPatch Narrow(ContactPatch patch, in FieldBytes stored) => patch with
    {
        DisplayName = Narrow(patch.DisplayName, DisplayName, stored.DisplayName),
        FirstName = Narrow(patch.FirstName, FirstName, stored.FirstName),
        LastName = Narrow(patch.LastName, LastName, stored.LastName),
        Email = Narrow(patch.Email, Email, stored.Email),
        CompanyName = Narrow(patch.CompanyName, CompanyName, stored.CompanyName),
        CustomFields = Narrow(patch.CustomFields, stored.CustomFields),
    };

    private CustomFieldsPatch Narrow(CustomFieldsPatch patch, ReadOnlySpan<byte> stored) =>
        patch.IsAbsent || (CustomFields.Count == 0 && OtherCustomFields == FieldUpdate.Always) ? patch
        : patch.Clears && OtherCustomFields != FieldUpdate.Always ? default
        : patch.Without(KeysThatStay(patch, stored));

    private IEnumerable<KeyValuePair<string, FieldUpdate>> RulesOf(CustomFieldsPatch patch)
    {
        if (OtherCustomFields == FieldUpdate.Always)
        {
            return CustomFields;
        }

        using var json = JsonDocument.Parse(patch.Json);
        return
        [
            .. json.RootElement.EnumerateObject()
                .Select(field => KeyValuePair.Create(field.Name, CustomFields.GetValueOrDefault(field.Name, OtherCustomFields))),
        ];
    }

    private static TextPatch Narrow(TextPatch patch, FieldUpdate update, ReadOnlySpan<byte> stored) =>
        Stays(update, isThere: !stored.IsEmpty) ? TextPatch.Absent : patch;

    private static bool Stays(FieldUpdate update, bool isThere) => update == FieldUpdate.Never || (update == FieldUpdate.IfEmpty && isThere);

    private HashSet<string> KeysThatStay(CustomFieldsPatch patch, ReadOnlySpan<byte> stored)
    {
        using var json = stored.IsEmpty ? null : JsonDocument.Parse(stored.ToArray());
        return [.. RulesOf(patch).Where(rule => Stays(rule.Value, IsThere(rule.Key))).Select(rule => rule.Key)];

        // To a person an empty text is an empty cell.
        bool IsThere(string key) =>
            json is not null && json.RootElement.TryGetProperty(key, out var value) &&
            !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));
    }
}
