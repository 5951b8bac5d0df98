using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Finds which custom fields of some contacts get a column of a table, and of what type: in a first walk through them, in constant memory.
/// The type is that of most of a key's values. What isn't of it, and keys that have no column, go into the table's last column as JSON, so
/// nothing is lost, also of a contact that changes between the walks.
/// </summary>
public sealed class CustomColumnTally
{
    /// <summary>Columns at the most: so many that the importer still takes the table.</summary>
    public static int MaxColumns { get; } = new FileLimits().MaxColumns - ExportHeader.Fields.Count - 1;

    private readonly Dictionary<string, int[]> _counts = new(StringComparer.Ordinal);

    /// <summary>Looks at a contact.</summary>
    public void Add(Contact contact)
    {
        var fields = new CustomFieldReader(contact.Fields.CustomFields.Span);
        while (fields.Read())
        {
            if (fields.CellType is { } type && CountsOf(fields.Key) is { } counts)
            {
                counts[(int)type]++;
            }
        }
    }

    /// <summary>The columns, in the order of their keys.</summary>
    public IReadOnlyList<CustomColumn> Columns()
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. _counts.OrderBy(key => key.Key, StringComparer.Ordinal)
                .Select(key => CustomColumn.Of(key.Key, (CustomFieldType)Array.IndexOf(key.Value, key.Value.Max())))
                .OfType<CustomColumn>()
                .Where(column => names.Add(column.Name)),
        ];
    }

    private int[]? CountsOf(string key)
    {
        if (!_counts.TryGetValue(key, out var counts) && _counts.Count < MaxColumns)
        {
            counts = new int[CustomFieldTypes.Names.Count];
            _counts.Add(key, counts);
        }

        return counts;
    }
}
