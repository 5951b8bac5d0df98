using System.Text.Json;
using ContactBooks.Core.Json;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Suppressions;

/// <summary>
/// Reads the bodies that suppress phones and that lift them:
/// <c>{"defaultCountryCode":"91","phones":["7000782082",{"phone":"7000782083","reason":"STOP"}]}</c>.
/// </summary>
public static class SuppressionRequestReader
{
    /// <summary>Phones of one request.</summary>
    public const int MaxPhones = 1000;

    /// <summary>Reads a body: the request, or the faults of its shape.</summary>
    /// <param name="body">The bytes as the client meant them, decompressed.</param>
    public static (SuppressionRequest? Request, IReadOnlyList<RequestFault> Faults) Read(ReadOnlyMemory<byte> body)
    {
        var faults = new RequestFaults();
        body = JsonText.WithoutByteOrderMark(body);
        var request = JsonBody.Read(body, faults, (ref Utf8JsonReader reader) => new Reading(body, faults).Root(ref reader));
        return (faults.Any ? null : request, faults.All);
    }

    private sealed class Reading(ReadOnlyMemory<byte> body, RequestFaults faults)
    {
        private readonly RequestProperties _properties = new(body, faults);
        private readonly PropertyNames _names = new();
        private readonly PropertyNames _phoneNames = new();
        private readonly List<RawSuppression> _phones = [];

        public SuppressionRequest Root(ref Utf8JsonReader reader)
        {
            var hasPhones = false;
            CallingCode? code = null;
            while (_properties.Next(ref reader, _names, path: "", out var name))
            {
                if (name.Span.SequenceEqual("phones"u8))
                {
                    hasPhones = true;
                    Phones(ref reader);
                }
                else if (name.Span.SequenceEqual("defaultCountryCode"u8))
                {
                    code = DefaultCountryCode.Read(ref reader, _properties.Values, faults);
                }
                else
                {
                    _properties.PassOver(ref reader, name, path: "");
                }
            }

            if (!hasPhones)
            {
                faults.Add("phones", RequestFaultCode.Required, $"phones is missing. Send an array of 1 to {MaxPhones} phones.");
            }

            return new SuppressionRequest(code, _phones);
        }

        private void Phones(ref Utf8JsonReader reader)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                faults.Add("phones", RequestFaultCode.NotAnArray, $"phones must be an array of 1 to {MaxPhones} phones.");
                _properties.Values.PassOver(ref reader, "phones");
                return;
            }

            var count = 0;
            for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
            {
                if (count++ >= MaxPhones)
                {
                    // Only counted from here on, so that the message can say how many there are.
                    reader.Skip();
                }
                else
                {
                    _phones.Add(Phone(ref reader, $"phones[{count - 1}]"));
                }
            }

            if (count == 0)
            {
                faults.Add("phones", RequestFaultCode.Empty, $"phones is empty. Send 1 to {MaxPhones} phones.");
            }
            else if (count > MaxPhones)
            {
                faults.Add("phones", RequestFaultCode.TooMany, $"phones has {count} entries; {MaxPhones} is the limit of one request. Send the rest in further requests.");
            }
        }

        private RawSuppression Phone(ref Utf8JsonReader reader, string path)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                return new RawSuppression(_properties.Text(ref reader, path), default);
            }

            _phoneNames.Clear();
            RawText phone = default, reason = default;
            while (_properties.Next(ref reader, _phoneNames, $"{path}.", out var name))
            {
                if (name.Span.SequenceEqual("phone"u8))
                {
                    phone = _properties.Text(ref reader, $"{path}.phone");
                }
                else if (name.Span.SequenceEqual("reason"u8))
                {
                    reason = _properties.Text(ref reader, $"{path}.reason");
                }
                else
                {
                    _properties.PassOver(ref reader, name, $"{path}.");
                }
            }

            return new RawSuppression(phone, reason);
        }
    }
}
