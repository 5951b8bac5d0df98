using ContactBooks.Core.Files;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// Tells a file of our own exports, whose columns are what they are called: a column of display names that are all phones stays one of
/// names.
/// </summary>
internal static class ExportedTable
{
    private static readonly Dictionary<string, ColumnField> CardFields = new(StringComparer.Ordinal)
    {
        ["Phone"] = ColumnField.Phone,
        ["Name"] = ColumnField.DisplayName,
        ["First name"] = ColumnField.FirstName,
        ["Last name"] = ColumnField.LastName,
        ["Email"] = ColumnField.Email,
        ["Company"] = ColumnField.CompanyName,
        [ExportHeader.CustomFields] = ColumnField.CustomFields,
    };

    /// <summary>The fields of its columns; null where it isn't known for one of ours, or has columns that none of ours has.</summary>
    public static IReadOnlyList<ColumnField>? FieldsOf(FileLayout layout)
    {
        var isOurs = layout.Format is FileFormat.Ndjson or FileFormat.VCard || ExportHeader.Is(layout.Columns);
        var fields = layout.Columns.Select(column => layout.Format == FileFormat.VCard ? FieldOfCard(column) : FieldOf(column)).ToArray();
        return isOurs && !fields.Contains(null) ? [.. fields.Select(field => field!.Value)] : null;
    }

    /// <summary>Whether a column has custom fields as JSON objects, by its name and its cells.</summary>
    public static bool IsCustomFields(string column, ColumnValues values) =>
        column == ExportHeader.CustomFields && values.Samples.All(cell => cell.StartsWith('{'));

    private static ColumnField? FieldOf(string column) =>
        ExportHeader.Fields.Contains(column) || column == ExportHeader.CustomFields ? ColumnFields.Find(column)
        : CustomFieldKey.IsExported(column) ? ColumnField.CustomField
        : null;

    private static ColumnField? FieldOfCard(string column) => CardFields.TryGetValue(column, out var field) ? field : null;
}
