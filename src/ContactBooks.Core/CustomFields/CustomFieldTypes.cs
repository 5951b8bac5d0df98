using ContactBooks.Core.Json;

namespace ContactBooks.Core.CustomFields;

/// <summary>The types of custom fields by their names on the wire.</summary>
public static class CustomFieldTypes
{
    /// <summary>All names, in the order of <see cref="CustomFieldType"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = ["text", "number", "date", "boolean", "choice"];

    /// <summary>A type's name.</summary>
    public static string NameOf(CustomFieldType type) => Names[(int)type];

    /// <summary>The type of that name; null if there is none.</summary>
    public static CustomFieldType? Find(string name) => (CustomFieldType?)Names.PlaceOf(name);
}
