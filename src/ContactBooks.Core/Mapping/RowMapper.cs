using System.Text;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// Makes rows of a table's rows. A blank cell is absent: it leaves what is stored. Cells are trimmed, and their line breaks are line feeds.
/// Not for use by two threads at once; what it has made stays good.
/// </summary>
public sealed class RowMapper
{
    private readonly int[] _phones;
    private readonly int _displayName;
    private readonly int _firstName;
    private readonly int _lastName;
    private readonly int _email;
    private readonly int _companyName;
    private readonly CustomColumn[] _customColumns;
    private readonly int _customFieldsObject;
    private readonly Dictionary<string, int> _customPlaces;
    private readonly string? _clearToken;
    private readonly CellTexts _texts = new();
    private readonly CustomFieldsWriter _customFields = new();

    /// <summary>Makes a mapper for one table.</summary>
    /// <param name="mapping">Where its columns go.</param>
    /// <param name="columns">Its columns, <see cref="FileLayout.Columns"/>.</param>
    /// <param name="clearToken">
    /// What a cell says to clear the stored value, as in <c>--</c>; null for nothing. In a phone's cell it is as blank, since no contact is
    /// without one.
    /// </param>
    /// <exception cref="ArgumentException">The mapping is not for these columns: <see cref="ColumnMapping.For"/> wasn't asked.</exception>
    public RowMapper(ColumnMapping mapping, IReadOnlyList<string> columns, string? clearToken = null)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            places[columns[i]] = i;
        }

        int Place(MappedColumn column) =>
            places.TryGetValue(column.Column, out var place)
                ? place
                : throw new ArgumentException("The table has not all columns of the mapping.", nameof(columns));

        int PlaceOf(ColumnField field) =>
            mapping.Columns.FirstOrDefault(column => column.Field == field) is { } column ? Place(column) : -1;

        _phones = [.. mapping.Columns.Where(column => column.Field == ColumnField.Phone).Select(Place)];
        _displayName = PlaceOf(ColumnField.DisplayName);
        _firstName = PlaceOf(ColumnField.FirstName);
        _lastName = PlaceOf(ColumnField.LastName);
        _email = PlaceOf(ColumnField.Email);
        _companyName = PlaceOf(ColumnField.CompanyName);
        _customColumns =
        [
            .. mapping.Columns.Where(column => column.Field == ColumnField.CustomField)
                .Select(column => new CustomColumn(Place(column), column.Column, Encoding.UTF8.GetBytes(column.CustomKey), column.Type)),
        ];
        _customFieldsObject = PlaceOf(ColumnField.CustomFields);
        _customPlaces = _customColumns.ToDictionary(
            column => Encoding.UTF8.GetString(column.Key), column => column.Place, StringComparer.Ordinal);
        _clearToken = string.IsNullOrWhiteSpace(clearToken) ? null : clearToken.Trim();
    }

    /// <summary>Makes a row.</summary>
    public MappedRow Map(FileRow row)
    {
        var cells = row.Cells;
        List<CellWarning>? warnings = null;
        return new MappedRow(
            row.Number,
            new RawRow
            {
                Phone = Phone(cells),
                DisplayName = Text(cells, _displayName),
                FirstName = Text(cells, _firstName),
                LastName = Text(cells, _lastName),
                Email = Text(cells, _email),
                CompanyName = Text(cells, _companyName),
                CustomFields = CustomFields(cells, ref warnings),
            },
            warnings ?? (IReadOnlyList<CellWarning>)[]);
    }

    private RawText Phone(IReadOnlyList<string> cells)
    {
        foreach (var place in _phones)
        {
            var cell = Cell(cells, place);
            if (!cell.IsEmpty && !Clears(cell))
            {
                return _texts.Add(cell);
            }
        }

        return default;
    }

    private RawText Text(IReadOnlyList<string> cells, int place)
    {
        var cell = Cell(cells, place);
        return cell.IsEmpty ? default : Clears(cell) ? RawText.Null : _texts.Add(cell);
    }

    private RawCustomFields CustomFields(IReadOnlyList<string> cells, ref List<CellWarning>? warnings)
    {
        var any = false;
        var whole = Cell(cells, _customFieldsObject);
        if (!whole.IsEmpty)
        {
            if (Clears(whole))
            {
                return RawCustomFields.Null;
            }

            any = true;
            Begin();
            if (!CustomFieldsCell.TryWrite(whole.ToString(), key => HasCell(cells, key), _customFields))
            {
                return new RawCustomFields { Fault = CustomFieldsCell.Fault };
            }
        }

        foreach (var column in _customColumns)
        {
            var cell = Cell(cells, column.Place);
            if (cell.IsEmpty)
            {
                continue;
            }

            if (!any)
            {
                any = true;
                Begin();
            }

            _customFields.Name(column.Key);
            if (Clears(cell))
            {
                _customFields.RemoveKey();
            }
            else if (!_customFields.TryWrite(column.Type, cell))
            {
                (warnings ??= []).Add(column.Warning(cell));
                _customFields.Text(cell);
            }
        }

        if (!any)
        {
            return default;
        }

        _customFields.Close((byte)'}');
        return _customFields.End();
    }

    private bool HasCell(IReadOnlyList<string> cells, string key) =>
        _customPlaces.TryGetValue(key, out var place) && !Cell(cells, place).IsEmpty;

    private void Begin()
    {
        _customFields.Begin();
        _customFields.Open((byte)'{', level: 1);
    }

    private bool Clears(ReadOnlySpan<char> cell) => _clearToken is not null && cell.SequenceEqual(_clearToken);

    private static ReadOnlySpan<char> Cell(IReadOnlyList<string> cells, int place)
    {
        var cell = (uint)place < (uint)cells.Count ? cells[place].AsSpan().Trim() : default;

        // A carriage return is a control character that the rule of texts refuses; in a file it is half of a line break.
        return cell.Contains('\r') ? cell.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : cell;
    }

    private sealed record CustomColumn(int Place, string Name, byte[] Key, CustomFieldType Type)
    {
        private const int LongestQuote = 64;

        public CellWarning Warning(ReadOnlySpan<char> cell)
        {
            var quote = cell.Length > LongestQuote ? string.Concat(cell[..LongestQuote], "…") : cell.ToString();
            var what = Type switch
            {
                CustomFieldType.Number => "number",
                CustomFieldType.Date => "date",
                _ => "yes or no",
            };
            return new CellWarning(Name, Type, quote, $"This is no {what}, as the others in \"{Name}\" are. It is kept as text.");
        }
    }
}
