using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Json;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Rows;

/// <summary>
/// The first step of the road: a bulk upload's body becomes rows, or the list of what is wrong with its shape. One pass
/// over the bytes with <see cref="Utf8JsonReader"/>; no document is built.
/// </summary>
public static class BulkRequestReader
{
    /// <summary>Rows of one request.</summary>
    public const int MaxRows = 1000;

    /// <summary>Reads a body.</summary>
    /// <param name="body">The bytes as the client meant them, decompressed.</param>
    public static BulkRequestReading Read(ReadOnlyMemory<byte> body)
    {
        var faults = new RequestFaults();
        body = JsonText.WithoutByteOrderMark(body);
        var request = JsonBody.Read(body, faults, (ref Utf8JsonReader reader) => new Reading(body, faults).Root(ref reader));
        return faults.Any ? new BulkRequestReading(null, faults.All) : new BulkRequestReading(request, []);
    }

    private sealed class Reading(ReadOnlyMemory<byte> body, RequestFaults faults)
    {
        private readonly ArraySegment<byte> _bytes = MemoryMarshal.TryGetArray(body, out var array) ? array : body.ToArray();
        private readonly CustomFieldsReader _values = new(body, faults);
        private readonly PropertyNames _rootNames = new();
        private readonly PropertyNames _rowNames = new();
        private readonly List<RawRow> _rows = [];
        private CallingCode? _defaultCode;

        public BulkRequest Root(ref Utf8JsonReader reader)
        {
            var hasContacts = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.PropertyName(ref reader, body);
                if (!_rootNames.Add(name.Span))
                {
                    RefuseSecond(name, index: -1);
                }

                reader.Read();

                if (name.Span.SequenceEqual("contacts"u8))
                {
                    hasContacts = true;
                    Contacts(ref reader);
                }
                else if (name.Span.SequenceEqual("defaultCountryCode"u8))
                {
                    _defaultCode = DefaultCountryCode.Read(ref reader, _values, faults);
                }
                else
                {
                    PassOver(ref reader, name, index: -1);
                }
            }

            if (!hasContacts)
            {
                faults.Add("contacts", RequestFaultCode.Required, "contacts is missing. Send an array of 1 to 1000 contacts.");
            }

            return new BulkRequest(_defaultCode, _rows);
        }

        private void Contacts(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add("contacts", RequestFaultCode.NotAnArray, "contacts must be an array of 1 to 1000 contacts.");
                _values.PassOver(ref reader, "contacts");
                return;
            }

            var count = 0;
            for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
            {
                if (count++ >= MaxRows)
                {
                    // Only counted from here on, so that the message can say how many there are.
                    reader.Skip();
                }
                else if (reader.TokenType == JsonTokenType.StartObject)
                {
                    _rows.Add(Row(ref reader, count - 1));
                }
                else
                {
                    faults.Add($"contacts[{count - 1}]", RequestFaultCode.NotAnObject, "Each contact must be an object, as in {\"phone\":\"…\"}.");
                    _values.PassOver(ref reader, $"contacts[{count - 1}]");
                }
            }

            if (count == 0)
            {
                faults.Add("contacts", RequestFaultCode.Empty, "contacts is empty. Send 1 to 1000 contacts.");
            }
            else if (count > MaxRows)
            {
                faults.Add("contacts", RequestFaultCode.TooMany, $"contacts has {count} rows; {MaxRows} is the limit of one request. Send the rest in further requests.");
            }
        }

        private RawRow Row(ref Utf8JsonReader reader, int index)
        {
            _rowNames.Clear();
            var seen = default(RowField);
            RawText phone = default, displayName = default, firstName = default, lastName = default, email = default, companyName = default;
            RawCustomFields customFields = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.PropertyName(ref reader, body);
                var field = FieldOf(name.Span);
                if (field == RowField.None ? !_rowNames.Add(name.Span) : (seen & field) != 0)
                {
                    RefuseSecond(name, index);
                }

                seen |= field;
                reader.Read();
                switch (field)
                {
                    case RowField.Phone:
                        phone = Text(ref reader, index, "phone");
                        break;
                    case RowField.DisplayName:
                        displayName = Text(ref reader, index, "displayName");
                        break;
                    case RowField.FirstName:
                        firstName = Text(ref reader, index, "firstName");
                        break;
                    case RowField.LastName:
                        lastName = Text(ref reader, index, "lastName");
                        break;
                    case RowField.Email:
                        email = Text(ref reader, index, "email");
                        break;
                    case RowField.CompanyName:
                        companyName = Text(ref reader, index, "companyName");
                        break;
                    case RowField.CustomFields:
                        customFields = CustomFields(ref reader, index);
                        break;
                    default:
                        PassOver(ref reader, name, index);
                        break;
                }
            }

            return new RawRow
            {
                Phone = phone,
                DisplayName = displayName,
                FirstName = firstName,
                LastName = lastName,
                Email = email,
                CompanyName = companyName,
                CustomFields = customFields,
            };
        }

        private RawText Text(ref Utf8JsonReader reader, int index, string field)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.Null:
                    return RawText.Null;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    faults.Add($"contacts[{index}].{field}", RequestFaultCode.NotAText, $"{field} must be a text, not an object or an array.");
                    _values.PassOver(ref reader, $"contacts[{index}].{field}");
                    return default;
                case JsonTokenType.String when reader.ValueIsEscaped:
                    return RawText.Of(JsonText.Scalar(ref reader));
                default:
                    // Where it stands: a string's inside, a number's literal.
                    var start = (int)reader.TokenStartIndex + (reader.TokenType == JsonTokenType.String ? 1 : 0);
                    return RawText.Of(_bytes.Slice(start, reader.ValueSpan.Length));
            }
        }

        private RawCustomFields CustomFields(ref Utf8JsonReader reader, int index)
        {
            if (reader.TokenType == JsonTokenType.Null)
            {
                return RawCustomFields.Null;
            }

            var path = $"contacts[{index}].customFields";
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                return _values.Read(ref reader, path);
            }

            faults.Add(path, RequestFaultCode.NotAnObject, "customFields must be an object, as in {\"city\":\"Mumbai\"}.");
            _values.PassOver(ref reader, path);
            return default;
        }

        private static RowField FieldOf(ReadOnlySpan<byte> name) => name.Length switch
        {
            5 when name.SequenceEqual("phone"u8) => RowField.Phone,
            5 when name.SequenceEqual("email"u8) => RowField.Email,
            8 when name.SequenceEqual("lastName"u8) => RowField.LastName,
            9 when name.SequenceEqual("firstName"u8) => RowField.FirstName,
            11 when name.SequenceEqual("displayName"u8) => RowField.DisplayName,
            11 when name.SequenceEqual("companyName"u8) => RowField.CompanyName,
            12 when name.SequenceEqual("customFields"u8) => RowField.CustomFields,
            _ => RowField.None,
        };

        /// <summary>A name twice in one object: of a row, or of the body where the index is below 0.</summary>
        private void RefuseSecond(ReadOnlyMemory<byte> name, int index)
        {
            if (!faults.IsFull)
            {
                faults.Add(PathOf(name, index), RequestFaultCode.DuplicateProperty, "This property stands twice in one object. Send it once.");
            }
        }

        /// <summary>Passes over an unknown field; its path is made only where there can be faults inside.</summary>
        private void PassOver(ref Utf8JsonReader reader, ReadOnlyMemory<byte> name, int index)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                _values.PassOver(ref reader, PathOf(name, index));
            }
        }

        [Flags]
        private enum RowField
        {
            None = 0,
            Phone = 1,
            DisplayName = 2,
            FirstName = 4,
            LastName = 8,
            Email = 16,
            CompanyName = 32,
            CustomFields = 64,
        }

        private static string PathOf(ReadOnlyMemory<byte> name, int index) =>
            (index < 0 ? "" : $"contacts[{index}].") + JsonPath.Shorten(Encoding.UTF8.GetString(name.Span));
    }
}
