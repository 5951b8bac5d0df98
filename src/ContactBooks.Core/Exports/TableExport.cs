using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Contacts as a table: their fields, a column for each custom field that can have one, and in the last column the other custom fields as
/// a JSON object.
/// </summary>
/// <param name="table">Gets the rows; it is disposed of with this.</param>
/// <param name="customColumns">What <see cref="CustomColumnTally"/> found.</param>
/// <param name="phone">How phones are written.</param>
public sealed class TableExport(ITableWriter table, IReadOnlyList<CustomColumn> customColumns, Func<Phone, string> phone) : IContactWriter
{
    private readonly Dictionary<string, int> _places =
        customColumns.Select((column, i) => (column.Key, i)).ToDictionary(column => column.Key, column => column.i, StringComparer.Ordinal);

    private readonly string[] _cells = new string[ExportHeader.Fields.Count + customColumns.Count + 1];

    /// <inheritdoc/>
    public void Begin() => table.Begin([.. ExportHeader.Fields, .. customColumns.Select(column => column.Name), ExportHeader.CustomFields]);

    /// <inheritdoc/>
    public void Write(Contact contact)
    {
        var fields = contact.Fields;
        Array.Fill(_cells, "");
        _cells[0] = phone(contact.Phone);
        _cells[1] = fields.DisplayName ?? "";
        _cells[2] = fields.FirstName ?? "";
        _cells[3] = fields.LastName ?? "";
        _cells[4] = fields.Email ?? "";
        _cells[5] = fields.CompanyName ?? "";
        FillCustomFields(fields.CustomFields.Span);
        table.Write(_cells);
    }

    /// <inheritdoc/>
    public void End() => table.End();

    /// <inheritdoc/>
    public void Dispose() => table.Dispose();

    private void FillCustomFields(ReadOnlySpan<byte> json)
    {
        CompactJson? others = null;
        var fields = new CustomFieldReader(json);
        while (fields.Read())
        {
            if (_places.TryGetValue(fields.Key, out var place) && customColumns[place].Type == fields.CellType)
            {
                _cells[ExportHeader.Fields.Count + place] = fields.Cell;
                continue;
            }

            if (others is null)
            {
                others = new CompactJson();
                others.Open((byte)'{');
            }

            others.Name(Encoding.UTF8.GetBytes(fields.Key));
            others.Raw(fields.Raw);
        }

        if (others is not null)
        {
            others.Close((byte)'}');
            _cells[^1] = Encoding.UTF8.GetString(others.Since(0).Span);
        }
    }
}
