using System.ComponentModel.DataAnnotations;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Server.Api.Wire;

/// <summary>What a custom field is.</summary>
/// <param name="CustomFieldUid">Its identifier.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="Key">The key that uploads send; it never changes.</param>
/// <param name="Label">What people call it; the key until it is renamed.</param>
/// <param name="Type">What its values are: text (any), number, date, boolean or choice.</param>
/// <param name="Choices">Of a choice the texts to choose from; empty for any text, and of any other type.</param>
/// <param name="Source">By which way it came to be: UPLOAD or IMPORT, where its first value came, or API.</param>
/// <param name="AddedBy">The UID of the token, or of the import, that it came with.</param>
/// <param name="CreatedAt">When it was first seen or made, UTC.</param>
/// <param name="UpdatedAt">When its label, type or choices last changed, UTC.</param>
public sealed record CustomFieldJson(
    [property: WireText(Example = "fld_abc")] string CustomFieldUid,
    [property: WireText(Example = "fld_abc")] string Uid,
    [property: Length(1, CustomFieldsLimits.MaxKeyLength), WireText(Example = "visits")] string Key,
    string Label,
    [property: WireText("text", "number", "date", "boolean", "choice")] string Type,
    IReadOnlyList<string> Choices,
    [property: WireText("UPLOAD", "IMPORT", "API")] string Source,
    [property: WireText(Example = "tok_abc")] string AddedBy,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string UpdatedAt)
{
    internal static CustomFieldJson Of(CustomFieldDefinition field) => new(
        field.Uid,
        field.Uid,
        field.Key,
        field.Label,
        CustomFieldTypes.NameOf(field.Type),
        field.Choices,
        field.Origin.Source.ToString().ToUpperInvariant(),
        field.Origin.AddedBy,
        WireTime.Format(field.CreatedAt),
        WireTime.Format(field.UpdatedAt));
}

/// <summary>One custom field.</summary>
/// <param name="CustomField">The field.</param>
public sealed record CustomFieldData(CustomFieldJson CustomField);

/// <summary>The custom fields.</summary>
/// <param name="CustomFields">All of them, the oldest first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
public sealed record CustomFieldListData(IReadOnlyList<CustomFieldJson> CustomFields, IReadOnlyList<CustomFieldJson> Items);
