using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Mapping;

/// <summary>Where one column goes.</summary>
/// <param name="Column">Its name, one of <see cref="Files.FileLayout.Columns"/>.</param>
/// <param name="Field">The field.</param>
/// <param name="Key">Of <see cref="ColumnField.CustomField"/> its key, 1 to 64 characters; null otherwise.</param>
/// <param name="Type">Of a custom field what its values are.</param>
/// <param name="Update">When its values go into a contact that is there; of a phone and of what is ignored it means nothing.</param>
public sealed record MappedColumn(
    string Column,
    ColumnField Field,
    string? Key = null,
    CustomFieldType Type = CustomFieldType.Text,
    FieldUpdate Update = FieldUpdate.Always)
{
    /// <summary>The key of a custom field: the one that was given, else the column's name as a key.</summary>
    internal string CustomKey => Key ?? CustomFieldKey.Of(Column);
}

/// <summary>
/// Where the columns of a table go. A column that isn't in it is ignored; a field has one column, but for the phone, and a key of a custom
/// field too.
/// </summary>
/// <param name="Columns">
/// Column by column. Their order matters only among phones: of a row the first phone that isn't blank counts.
/// </param>
public sealed record ColumnMapping(IReadOnlyList<MappedColumn> Columns)
{
    /// <summary>Its custom fields' types by their keys.</summary>
    public IReadOnlyDictionary<string, CustomFieldType> TypesByKey() =>
        Columns.Where(column => column.Field == ColumnField.CustomField).ToDictionary(column => column.CustomKey, column => column.Type, StringComparer.Ordinal);

    /// <summary>What the columns say of contacts that are there; null where all their values go in always.</summary>
    public FieldRules? Rules => Columns.All(column => column.Update == FieldUpdate.Always) ? null : new FieldRules
    {
        DisplayName = UpdateOf(ColumnField.DisplayName),
        FirstName = UpdateOf(ColumnField.FirstName),
        LastName = UpdateOf(ColumnField.LastName),
        Email = UpdateOf(ColumnField.Email),
        CompanyName = UpdateOf(ColumnField.CompanyName),
        CustomFields = Columns.Where(column => column.Field == ColumnField.CustomField && column.Update != FieldUpdate.Always)
            .ToDictionary(column => column.CustomKey, column => column.Update, StringComparer.Ordinal),
        OtherCustomFields = UpdateOf(ColumnField.CustomFields),
    };

    /// <summary>
    /// The mapping as it is for a table: its columns named as they are there. A name that isn't there just so is found without regard to
    /// case, accents and punctuation, so that a mapping remembered by its <see cref="HeaderSignature"/> fits.
    /// </summary>
    /// <param name="columns">The table's columns.</param>
    /// <param name="path">Where the mapping stands in the request, for the faults: <c>mapping</c>.</param>
    /// <param name="faults">Gets a fault for each column that the table hasn't.</param>
    /// <returns>The mapping; null where there is a fault.</returns>
    public ColumnMapping? For(IReadOnlyList<string> columns, string path, RequestFaults faults)
    {
        var found = new MappedColumn[Columns.Count];
        var free = new ColumnNameIndex(columns);
        var isWhole = true;

        // Exact names first, so that none of them is taken by one that only resembles it.
        for (var i = 0; i < found.Length; i++)
        {
            found[i] = Columns[i];
            free.TryTake(Columns[i].Column);
        }

        for (var i = 0; i < found.Length; i++)
        {
            if (free.Has(Columns[i].Column))
            {
                continue;
            }

            if (free.TakeAlike(Columns[i].Column) is { } name)
            {
                found[i] = Columns[i] with { Column = name };
                continue;
            }

            isWhole = false;
            if (!faults.IsFull)
            {
                faults.Add(
                    $"{path}[{i}].column",
                    RequestFaultCode.UnknownColumn,
                    $"The file has no column \"{Json.JsonPath.Shorten(Columns[i].Column)}\". Name one as the preview of the file does.");
            }
        }

        return isWhole ? new ColumnMapping(found) : null;
    }

    private FieldUpdate UpdateOf(ColumnField field) =>
        Columns.FirstOrDefault(column => column.Field == field)?.Update ?? FieldUpdate.Always;
}
