using ContactBooks.Core.Json;

namespace ContactBooks.Core.Mapping;

/// <summary>The fields by their names on the wire, which are those of a contact in JSON.</summary>
public static class ColumnFields
{
    /// <summary>All names, in the order of <see cref="ColumnField"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["ignored", "phone", "displayName", "firstName", "lastName", "email", "companyName", "customField", "customFields"];

    /// <summary>A field's name.</summary>
    public static string NameOf(ColumnField field) => Names[(int)field];

    /// <summary>The field of that name; null if there is none.</summary>
    public static ColumnField? Find(string name) => (ColumnField?)Names.PlaceOf(name);
}
