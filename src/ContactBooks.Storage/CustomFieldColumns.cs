using ContactBooks.Core.CustomFields;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a custom field's definition.</summary>
internal static class CustomFieldColumns
{
    public static string Of(CustomFieldType type) => CustomFieldTypes.NameOf(type);

    public static string Of(CustomFieldSource source) => source.ToString().ToUpperInvariant();

    public static CustomFieldType ReadType(string column) => CustomFieldTypes.Find(column) ?? throw new InvalidDataException($"No custom field is of the type {column}.");

    public static CustomFieldOrigin ReadOrigin(string source, string addedBy) => new(Enum.Parse<CustomFieldSource>(source, ignoreCase: true), addedBy);
}
