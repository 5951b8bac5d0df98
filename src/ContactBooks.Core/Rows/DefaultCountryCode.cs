using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Json;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Rows;

/// <summary>The field <c>defaultCountryCode</c> of a body, for the phones in it that have no country code.</summary>
internal static class DefaultCountryCode
{
    /// <summary>Reads it; null for a null or a blank one, and where there is a fault.</summary>
    public static CallingCode? Read(ref Utf8JsonReader reader, CustomFieldsReader values, RequestFaults faults)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            faults.Add("defaultCountryCode", RequestFaultCode.NotAText, "defaultCountryCode must be a country calling code, as in \"91\".");
            values.PassOver(ref reader, "defaultCountryCode");
            return null;
        }

        if (reader.TokenType == JsonTokenType.Null || JsonText.Scalar(ref reader) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (CallingCode.TryParse(text, out var code))
        {
            return code;
        }

        faults.Add(
            "defaultCountryCode",
            RequestFaultCode.UnknownCallingCode,
            "defaultCountryCode is no assigned country calling code. Send one as in \"91\" for India or \"1\" for the USA.");
        return null;
    }
}
