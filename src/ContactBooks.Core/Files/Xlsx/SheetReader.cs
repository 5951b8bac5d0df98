using System.Globalization;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// The rows of a sheet that have anything in them (ECMA-376 part 1, 18.3.1.73). Cells and rows that are only styled cost the reading of
/// their tags; hidden ones are read like others, since a filter that was left on is no wish to lose contacts. Of merged cells the first
/// has the value, of a formula its last result counts.
/// </summary>
internal sealed class SheetReader : IDisposable
{
    private readonly PartXml _xml;
    private readonly CellTextReader _text;
    private readonly Workbook _workbook;
    private readonly SharedStrings? _strings;
    private readonly int _data;
    private readonly (string Data, string Row, string Cell, string Value, string Inline, string Place, string Style, string Type) _names;
    private readonly string[] _cells;
    private int _filled;
    private int _width;

    /// <summary>Goes to the sheet's first row.</summary>
    public SheetReader(PartXml xml, Workbook workbook, SharedStrings? strings, FileLimits limits)
    {
        _xml = xml;
        _text = new CellTextReader(xml, limits.MaxCellLength);
        _workbook = workbook;
        _strings = strings;
        _cells = new string[limits.MaxColumns];
        Array.Fill(_cells, "");
        _names = (xml.Name("sheetData"), xml.Name("row"), xml.Name("c"), xml.Name("v"), xml.Name("is"),
            xml.Name("r"), xml.Name("s"), xml.Name("t"));
        _data = EnterData();
    }

    /// <summary>The number of the row at hand, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The row's texts, to the last one that isn't blank; good until the next row is read.</summary>
    public ReadOnlySpan<string> Cells => _cells.AsSpan(0, _width);

    /// <summary>Goes to the next row that has anything in it. False at the end.</summary>
    /// <exception cref="FileFaultException">What comes next can't be read.</exception>
    public bool Read()
    {
        while (_xml.NextChild(_data))
        {
            if (!_xml.Is(_names.Row))
                continue;
            Number = NumberOfRow();
            ReadCells();
            if (_width > 0)
                return true;
        }

        _xml.Finish();
        _strings?.Finish();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private int EnterData()
    {
        for (var root = _xml.Enter(); _xml.NextChild(root);)
        {
            if (_xml.Is(_names.Data))
                return _xml.Enter();
        }

        return -1;
    }

    // A row without a number follows the one before it. Numbers only grow: Excel refuses anything else, and reading ends.
    private int NumberOfRow()
    {
        var number = Number + 1;
        while (_xml.NextAttribute(out var name))
        {
            if (ReferenceEquals(name, _names.Place))
                _ = int.TryParse(_xml.AttributeValue(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
        }

        if (number <= Number)
            throw WorkbookFaults.Damaged($"what follows row {Number} is out of order");
        return number <= CellPlace.Rows ? number : throw WorkbookFaults.Damaged($"it has rows beyond {CellPlace.Rows}");
    }

    private void ReadCells()
    {
        _cells.AsSpan(0, _filled).Fill("");
        (_filled, _width) = (0, 0);
        var column = -1;
        var count = 0;
        for (var row = _xml.Enter(); _xml.NextChild(row);)
        {
            if (!_xml.Is(_names.Cell))
                continue;
            if (++count > CellPlace.Columns)
                throw WorkbookFaults.Damaged($"row {Number} has more cells than a sheet has columns");

            column++;
            var (style, type) = (0, CellType.Number);
            while (_xml.NextAttribute(out var name))
            {
                if (ReferenceEquals(name, _names.Place))
                    column = CellPlace.ColumnOf(_xml.AttributeValue());
                else if (ReferenceEquals(name, _names.Style))
                    _ = int.TryParse(_xml.AttributeValue(), NumberStyles.None, CultureInfo.InvariantCulture, out style);
                else if (ReferenceEquals(name, _names.Type))
                    type = CellTypeOf(_xml.AttributeValue());
            }

            if (column is < 0 or >= CellPlace.Columns)
                throw WorkbookFaults.Damaged($"a cell of row {Number} lies outside of the sheet");
            var text = ReadCell(type, style);
            if (text.Length > 0)
                Put(column, text);
        }
    }

    private void Put(int column, string text)
    {
        var isBlank = string.IsNullOrWhiteSpace(text);
        if (column < _cells.Length)
        {
            _cells[column] = text;
            _filled = Math.Max(_filled, column + 1);
        }
        else if (!isBlank)
            throw WorkbookFaults.TooLarge($"row {Number} has more than {_cells.Length} columns");
        if (!isBlank)
            _width = Math.Max(_width, column + 1);
    }

    private string ReadCell(CellType type, int style)
    {
        var text = "";
        for (var cell = _xml.Enter(); _xml.NextChild(cell);)
        {
            if (_xml.Is(_names.Inline))
                text = _text.Rich().ToString();
            else if (_xml.Is(_names.Value) && type != CellType.Inline)
                text = ReadValue(type, style);
        }

        return text;
    }

    private string ReadValue(CellType type, int style)
    {
        if (type == CellType.Text)
            return _text.Escaped().ToString();

        var value = _text.Plain().Trim();
        if (value.IsEmpty)
            return "";
        return type switch
        {
            CellType.Shared => SharedString(value),
            CellType.Boolean => value is "0" or "false" ? "FALSE" : "TRUE",
            CellType.Error => value.ToString(),
            CellType.Date => SerialDate.OfIso(value),
            _ => NumberOrDate(value, _workbook.Styles[style]),
        };
    }

    private string NumberOrDate(ReadOnlySpan<char> literal, NumberKind kind) =>
        (kind == NumberKind.Number ? null : SerialDate.ToIso(literal, kind, _workbook.CountsFrom1904)) ?? NumberLiteral.ToDigits(literal);

    private string SharedString(ReadOnlySpan<char> number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && _strings is not null
            ? _strings[index]
            : throw WorkbookFaults.Damaged($"row {Number} names a text that is not in it");

    private static CellType CellTypeOf(ReadOnlySpan<char> type) => type switch
    {
        "s" => CellType.Shared,
        "str" => CellType.Text,
        "inlineStr" => CellType.Inline,
        "b" => CellType.Boolean,
        "e" => CellType.Error,
        "d" => CellType.Date,
        _ => CellType.Number,
    };

    // ST_CellType (18.18.11).
    private enum CellType
    {
        Number,
        Shared,
        Text,
        Inline,
        Boolean,
        Error,
        Date,
    }
}
