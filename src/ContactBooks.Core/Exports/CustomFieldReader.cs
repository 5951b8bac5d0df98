using System.Text;
using System.Text.Json;
using ContactBooks.Core.CustomFields;

namespace ContactBooks.Core.Exports;

/// <summary>Reads a contact's custom fields one by one.</summary>
/// <param name="json">Compact JSON of an object; empty for none.</param>
internal ref struct CustomFieldReader(ReadOnlySpan<byte> json)
{
    private CustomFieldValues _fields = new(json);

    /// <summary>The key of the field that was read last.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Its value as it stands in JSON.</summary>
    public ReadOnlySpan<byte> Raw { get; private set; }

    /// <summary>Its value as the text of a cell that <see cref="CellType"/> allows for.</summary>
    public string Cell { get; private set; } = "";

    /// <summary>The type of a cell that holds its value just as it is: text, number or boolean; null where none does.</summary>
    public CustomFieldType? CellType { get; private set; }

    /// <summary>Reads the next field. False at the end.</summary>
    public bool Read()
    {
        if (!_fields.Read())
        {
            return false;
        }

        Key = Encoding.UTF8.GetString(_fields.Key);
        ReadValue();
        Raw = _fields.TakeRaw();
        return true;
    }

    private void ReadValue()
    {
        switch (_fields.Kind)
        {
            case JsonTokenType.String:
                Cell = _fields.Text;
                CellType = Cell.Length > 0 && !char.IsWhiteSpace(Cell[0]) && !char.IsWhiteSpace(Cell[^1]) ? CustomFieldType.Text : null;
                break;
            case JsonTokenType.Number:
                Cell = _fields.Text;
                CellType = NumberText.Is(Cell) ? CustomFieldType.Number : null;
                break;
            case JsonTokenType.True or JsonTokenType.False:
                Cell = _fields.Text;
                CellType = CustomFieldType.Boolean;
                break;
            default:
                CellType = null;
                break;
        }
    }
}
