using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Files;
using ContactBooks.Core.Json;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Mapping;

/// <summary>
/// Reads a mapping from JSON: an array with an object for each column,
/// <c>[{"column":"Mobile No.","field":"phone"},{"column":"City","field":"customField","key":"city","type":"text"}]</c>.
/// </summary>
/// <remarks>
/// <c>column</c> is the column's name. <c>field</c> is <c>phone</c>, <c>displayName</c>, <c>firstName</c>, <c>lastName</c>, <c>email</c>,
/// <c>companyName</c>, <c>customField</c> or <c>ignored</c>. Of a custom field, <c>key</c> is its key (without one the column's name,
/// brought to a key's form) and <c>type</c> is <c>text</c> (without one), <c>number</c>, <c>date</c>, <c>boolean</c> or <c>choice</c>.
/// Of any field but the phone, <c>update</c> says when its values go into a contact that is there: <c>always</c> (without one),
/// <c>ifEmpty</c> or <c>never</c>. Unknown properties are ignored. Columns that aren't named are ignored. Several columns may be
/// <c>phone</c>, and one must; any other field, and any key, has one column.
/// </remarks>
public static class ColumnMappingReader
{
    private static readonly int MaxColumns = new FileLimits().MaxColumns;

    /// <summary>Reads a mapping.</summary>
    /// <param name="json">The array, in UTF-8.</param>
    /// <param name="path">Where it stands in the request, for the faults: <c>mapping</c>.</param>
    /// <param name="faults">Gets all that is wrong.</param>
    /// <returns>The mapping; null where something is wrong.</returns>
    public static ColumnMapping? Read(ReadOnlyMemory<byte> json, string path, RequestFaults faults)
    {
        var before = faults.All.Count;
        var columns = ReadArray(json, path, faults);
        return columns is null || faults.All.Count > before || faults.IsFull ? null : new ColumnMapping(columns);
    }

    private static List<MappedColumn>? ReadArray(ReadOnlyMemory<byte> json, string path, RequestFaults faults)
    {
        if (!Utf8.IsValid(json.Span))
        {
            faults.Add(path, RequestFaultCode.InvalidJson, $"{path} is not UTF-8. Save or encode it as UTF-8 and send it again.");
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(json.Span, JsonText.ReaderOptions);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add(
                    path,
                    RequestFaultCode.NotAnArray,
                    $"{path} must be an array, as in [{{\"column\":\"Mobile\",\"field\":\"phone\"}}].");
                return null;
            }

            var columns = new Reading(json, path, faults).Columns(ref reader);
            reader.Read(); // throws on anything after the array
            return columns;
        }
        catch (JsonException e)
        {
            faults.Add(
                path,
                RequestFaultCode.InvalidJson,
                $"{path} is not JSON, or nested deeper than 64 levels: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
            return null;
        }
    }

    private sealed class Reading(ReadOnlyMemory<byte> json, string path, RequestFaults faults)
    {
        private static readonly string AllFields = string.Join(", ", ColumnFields.Names);

        private readonly CustomFieldsReader _values = new(json, faults);
        private readonly PropertyNames _names = new();
        private readonly HashSet<string> _columns = new(StringComparer.Ordinal);
        private readonly HashSet<ColumnField> _fields = [];
        private readonly HashSet<string> _keys = new(StringComparer.Ordinal);

        public List<MappedColumn> Columns(ref Utf8JsonReader reader)
        {
            var columns = new List<MappedColumn>();
            var index = 0;
            for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read(), index++)
            {
                if (index >= MaxColumns)
                {
                    reader.Skip();
                }
                else if (reader.TokenType != JsonTokenType.StartObject)
                {
                    Add(
                        $"[{index}]",
                        RequestFaultCode.NotAnObject,
                        "Each column must be an object, as in {\"column\":\"Mobile\",\"field\":\"phone\"}.");
                    _values.PassOver(ref reader, $"{path}[{index}]");
                }
                else if (Column(ref reader, index) is { } column)
                {
                    columns.Add(column);
                }
            }

            if (index > MaxColumns)
            {
                Add("", RequestFaultCode.TooMany, $"{path} has {index} columns; {MaxColumns} is the limit of a file.");
            }
            else if (!_fields.Contains(ColumnField.Phone))
            {
                Add("", RequestFaultCode.Required, "No column is mapped to phone. Every contact needs one.");
            }

            return columns;
        }

        private MappedColumn? Column(ref Utf8JsonReader reader, int index)
        {
            string? column = null, field = null, key = null, type = null, update = null;
            _names.Clear();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var utf8 = JsonText.PropertyName(ref reader, json);
                var name = Encoding.UTF8.GetString(utf8.Span);
                var at = $"[{index}].{JsonPath.Shorten(name)}";
                if (!_names.Add(utf8.Span))
                {
                    Add(at, RequestFaultCode.DuplicateProperty, "This property stands twice in one object. Send it once.");
                }

                reader.Read();
                switch (name)
                {
                    case "column":
                        column = Text(ref reader, at);
                        break;
                    case "field":
                        field = Text(ref reader, at);
                        break;
                    case "key":
                        key = Text(ref reader, at);
                        break;
                    case "type":
                        type = Text(ref reader, at);
                        break;
                    case "update":
                        update = Text(ref reader, at);
                        break;
                    default:
                        _values.PassOver(ref reader, path + at);
                        break;
                }
            }

            return Check(index, column, field, key, type, update);
        }

        private string? Text(ref Utf8JsonReader reader, string at)
        {
            if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            {
                return reader.TokenType == JsonTokenType.Null ? null : JsonText.Scalar(ref reader);
            }

            Add(at, RequestFaultCode.NotAText, "This must be a text, not an object or an array.");
            _values.PassOver(ref reader, path + at);
            return null;
        }

        private MappedColumn? Check(int index, string? column, string? fieldName, string? key, string? typeName, string? updateName)
        {
            if (string.IsNullOrWhiteSpace(column))
            {
                Add(
                    $"[{index}].column",
                    RequestFaultCode.Required,
                    "column is missing. Send the column's name, as the preview of the file tells it.");
            }
            else if (!_columns.Add(column))
            {
                Add($"[{index}].column", RequestFaultCode.DuplicateColumn, "This column is mapped twice. A column goes to one field.");
            }

            if (CheckField(index, fieldName) is not { } field || string.IsNullOrWhiteSpace(column))
            {
                return null;
            }

            return field switch
            {
                ColumnField.Phone or ColumnField.Ignored => new MappedColumn(column, field),
                ColumnField.CustomField => new MappedColumn(
                    column,
                    field,
                    CheckKey(index, key ?? CustomFieldKey.Of(column)),
                    CheckType(index, typeName),
                    CheckUpdate(index, updateName)),
                _ => new MappedColumn(column, field, Update: CheckUpdate(index, updateName)),
            };
        }

        private ColumnField? CheckField(int index, string? name)
        {
            if (name is null)
            {
                Add($"[{index}].field", RequestFaultCode.Required, $"field is missing. Send one of {AllFields}.");
                return null;
            }

            if (ColumnFields.Find(name) is not { } field)
            {
                Add($"[{index}].field", RequestFaultCode.InvalidValue, $"field must be one of {AllFields}.");
                return null;
            }

            if (!_fields.Add(field) && field is not (ColumnField.Phone or ColumnField.CustomField or ColumnField.Ignored))
            {
                Add(
                    $"[{index}].field",
                    RequestFaultCode.DuplicateField,
                    $"{name} has a column already. Map the other one to a custom field, or ignore it.");
            }

            return field;
        }

        private string CheckKey(int index, string key)
        {
            if (CustomFieldsWriter.FaultOfKey(key) is { } fault)
            {
                var code = fault.Reason == InvalidReason.InvalidCharacters ? RequestFaultCode.InvalidCharacters
                    : key.Length == 0 ? RequestFaultCode.Empty
                    : RequestFaultCode.TooLong;
                Add($"[{index}].key", code, fault.Message);
            }
            else if (!_keys.Add(key))
            {
                Add($"[{index}].key", RequestFaultCode.DuplicateField, "This key has a column already. Choose another key.");
            }

            return key;
        }

        private CustomFieldType CheckType(int index, string? name)
        {
            if (name is null)
            {
                return CustomFieldType.Text;
            }

            if (CustomFieldTypes.Find(name) is { } type)
            {
                return type;
            }

            Add($"[{index}].type", RequestFaultCode.InvalidValue, $"type must be one of {string.Join(", ", CustomFieldTypes.Names)}.");
            return CustomFieldType.Text;
        }

        private FieldUpdate CheckUpdate(int index, string? name)
        {
            if (name is null)
            {
                return FieldUpdate.Always;
            }

            if (FieldUpdates.Find(name) is { } update)
            {
                return update;
            }

            Add($"[{index}].update", RequestFaultCode.InvalidValue, $"update must be one of {string.Join(", ", FieldUpdates.Names)}.");
            return FieldUpdate.Always;
        }

        private void Add(string at, string code, string message) => faults.Add(path + at, code, message);
    }
}
