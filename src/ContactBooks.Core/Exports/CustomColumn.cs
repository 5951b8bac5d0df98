using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;

namespace ContactBooks.Core.Exports;

/// <summary>A column of a table for one custom field.</summary>
/// <param name="Key">The field's key.</param>
/// <param name="Type">What its cells are: text, number or boolean.</param>
/// <param name="Name">The column's name, <c>customFields.city</c> or <c>customFields.age (number)</c>.</param>
public sealed record CustomColumn(string Key, CustomFieldType Type, string Name)
{
    /// <summary>The column of a key; null where the key would not come back from a column's name, as one with two blanks in a row.</summary>
    public static CustomColumn? Of(string key, CustomFieldType type)
    {
        var name = CustomFieldKey.Export(key, type);
        return ColumnNames.Tidy(name) == name && CustomFieldKey.Of(name) == key ? new CustomColumn(key, type, name) : null;
    }
}
