using System.Text;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Api.Requests;

namespace ContactBooks.Server.Api.Imports;

/// <summary>What a request says of its file, as fields of its form or parameters of its query.</summary>
/// <param name="DefaultCountryCode">For phones without a country code; null for the customer's own.</param>
/// <param name="Choices">How the file is to be read.</param>
/// <param name="Mapping">Where its columns go; null for what is proposed.</param>
/// <param name="ClearToken">The text that clears what is stored; null for none.</param>
/// <param name="UpdatePolicy">Which rows go in.</param>
internal sealed record ImportFields(
    CallingCode? DefaultCountryCode, FileChoices Choices, ColumnMapping? Mapping, string? ClearToken, UpdatePolicy UpdatePolicy)
{
    private const int LongestClearToken = 20;

    /// <summary>Reads them; all that is wrong is told.</summary>
    public static ImportFields Read(IReadOnlyDictionary<string, string> fields, RequestFaults faults) => new(
        ReadCode(Text(fields, "defaultCountryCode"), faults),
        new FileChoices
        {
            Encoding = Text(fields, "encoding")?.ToLowerInvariant(),
            Delimiter = ReadDelimiter(Text(fields, "delimiter"), faults),
            Sheet = Text(fields, "sheet"),
            HasHeader = ReadSwitch("hasHeader", Text(fields, "hasHeader"), faults),
        },
        Text(fields, "mapping") is { } mapping ? ColumnMappingReader.Read(Encoding.UTF8.GetBytes(mapping), "mapping", faults) : null,
        ReadClearToken(Text(fields, "clearToken"), faults),
        Text(fields, "updatePolicy") is { } policy ? UpdatePolicyField.Read(policy, faults) : default);

    private static string? Text(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private static CallingCode? ReadCode(string? text, RequestFaults faults)
    {
        if (text is null)
        {
            return null;
        }

        if (CallingCode.TryParse(text, out var code))
        {
            return code;
        }

        faults.Add("defaultCountryCode", RequestFaultCode.UnknownCallingCode, "defaultCountryCode must be a country calling code, as in 91.");
        return null;
    }

    private static char? ReadDelimiter(string? text, RequestFaults faults)
    {
        if (text is null)
        {
            return null;
        }

        if (DelimiterText.Find(text) is { } delimiter)
        {
            return delimiter;
        }

        faults.Add("delimiter", RequestFaultCode.InvalidValue, "delimiter must be comma, semicolon, tab or pipe.");
        return null;
    }

    private static bool? ReadSwitch(string name, string? text, RequestFaults faults)
    {
        if (text is null)
        {
            return null;
        }

        if (bool.TryParse(text, out var isOn))
        {
            return isOn;
        }

        faults.Add(name, RequestFaultCode.InvalidValue, $"{name} must be true or false.");
        return null;
    }

    private static string? ReadClearToken(string? text, RequestFaults faults)
    {
        if (text?.Length > LongestClearToken)
        {
            faults.Add("clearToken", RequestFaultCode.TooLong, $"clearToken may have {LongestClearToken} characters, no more.");
        }

        return text;
    }
}
