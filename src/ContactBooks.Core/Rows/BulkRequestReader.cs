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
                RefuseSecond(_rootNames, name, index: -1);
                reader.Read();

                if (name.Span.SequenceEqual("contacts"u8))
                {
                    hasContacts = true;
                    Contacts(ref reader);
                }
                else if (name.Span.SequenceEqual("defaultCountryCode"u8))
                {
                    DefaultCountryCode(ref reader);
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

        private void DefaultCountryCode(ref Utf8JsonReader reader)
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                faults.Add("defaultCountryCode", RequestFaultCode.NotAText, "defaultCountryCode must be a country calling code, as in \"91\".");
                _values.PassOver(ref reader, "defaultCountryCode");
                return;
            }

            if (reader.TokenType == JsonTokenType.Null || JsonText.Scalar(ref reader) is not { } text || string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            if (CallingCode.TryParse(text, out var code))
            {
                _defaultCode = code;
            }
            else
            {
                faults.Add(
                    "defaultCountryCode",
                    RequestFaultCode.UnknownCallingCode,
                    "defaultCountryCode is no assigned country calling code. Send one as in \"91\" for India or \"1\" for the USA.");
            }
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
            RawText phone = default, displayName = default, firstName = default, lastName = default, email = default, companyName = default;
            RawCustomFields customFields = default;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = JsonText.PropertyName(ref reader, body);
                RefuseSecond(_rowNames, name, index);
                reader.Read();
                switch (name.Span)
                {
                    case var n when n.SequenceEqual("phone"u8):
                        phone = Text(ref reader, index, "phone");
                        break;
                    case var n when n.SequenceEqual("displayName"u8):
                        displayName = Text(ref reader, index, "displayName");
                        break;
                    case var n when n.SequenceEqual("firstName"u8):
                        firstName = Text(ref reader, index, "firstName");
                        break;
                    case var n when n.SequenceEqual("lastName"u8):
                        lastName = Text(ref reader, index, "lastName");
                        break;
                    case var n when n.SequenceEqual("email"u8):
                        email = Text(ref reader, index, "email");
                        break;
                    case var n when n.SequenceEqual("companyName"u8):
                        companyName = Text(ref reader, index, "companyName");
                        break;
                    case var n when n.SequenceEqual("customFields"u8):
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
                default:
                    return RawText.Of(JsonText.Scalar(ref reader));
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

        /// <summary>A name twice in one object: of a row, or of the body where the index is below 0.</summary>
        private void RefuseSecond(PropertyNames names, ReadOnlyMemory<byte> name, int index)
        {
            if (!names.Add(name.Span) && !faults.IsFull)
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

        private static string PathOf(ReadOnlyMemory<byte> name, int index) =>
            (index < 0 ? "" : $"contacts[{index}].") + JsonPath.Shorten(Encoding.UTF8.GetString(name.Span));
    }
}
