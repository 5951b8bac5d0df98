using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Json;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Tidying;

/// <summary>What a request to tidy names.</summary>
/// <param name="ContactUids">The contacts, as they were sent, 1 to 1000.</param>
/// <param name="To">The book that they are moved to; null where none was sent.</param>
public sealed record TidyingBody(IReadOnlyList<string> ContactUids, string? To);

/// <summary>Reads <c>{"contactUids":["ct_…"],"to":"grp_…"}</c>. Unknown properties are ignored.</summary>
public static class TidyingBodyReader
{
    /// <summary>Reads a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="takesTo">Whether the book <c>to</c> must be there.</param>
    public static (TidyingBody? Body, IReadOnlyList<RequestFault> Faults) Read(ReadOnlyMemory<byte> body, bool takesTo)
    {
        var faults = new RequestFaults();
        body = JsonText.WithoutByteOrderMark(body);
        var read = JsonBody.Read(body, faults, (ref Utf8JsonReader reader) => Properties(ref reader, body, faults));
        if (read is { ContactUids.Count: 0 } && !faults.Any)
        {
            faults.Add("contactUids", RequestFaultCode.Required, $"contactUids is missing or empty. Send 1 to {TidyingRequest.MaxContacts} of them.");
        }
        else if (read is { ContactUids.Count: > TidyingRequest.MaxContacts } many)
        {
            faults.Add("contactUids", RequestFaultCode.TooMany, $"There are {many.ContactUids.Count} contactUids; {TidyingRequest.MaxContacts} is the limit.");
        }

        if (takesTo && read is { To: null })
        {
            faults.Add("to", RequestFaultCode.Required, "to is missing. Send the contactBookUid of the book that they are to be moved to.");
        }

        return (faults.Any ? null : read, faults.All);
    }

    private static TidyingBody Properties(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, RequestFaults faults)
    {
        var properties = new RequestProperties(body, faults);
        var names = new PropertyNames();
        var uids = new List<string>();
        string? to = null;
        while (properties.Next(ref reader, names, path: "", out var name))
        {
            if (name.Span.SequenceEqual("contactUids"u8))
            {
                Uids(ref reader, properties.Values, uids, faults);
            }
            else if (name.Span.SequenceEqual("to"u8))
            {
                to = To(ref reader, properties.Values, faults);
            }
            else
            {
                properties.PassOver(ref reader, name, path: "");
            }
        }

        return new TidyingBody(uids, to);
    }

    private static string? To(ref Utf8JsonReader reader, CustomFieldsReader values, RequestFaults faults)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Null)
        {
            return reader.GetString();
        }

        faults.Add("to", RequestFaultCode.NotAText, "to must be a text.");
        values.PassOver(ref reader, "to");
        return null;
    }

    private static void Uids(ref Utf8JsonReader reader, CustomFieldsReader values, List<string> uids, RequestFaults faults)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            faults.Add("contactUids", RequestFaultCode.NotAnArray, "contactUids must be an array of texts.");
            values.PassOver(ref reader, "contactUids");
            return;
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                uids.Add(reader.GetString()!);
                continue;
            }

            faults.Add($"contactUids[{index}]", RequestFaultCode.NotAText, "Each of contactUids must be a text, as in ct_….");
            values.PassOver(ref reader, $"contactUids[{index}]");
        }
    }
}
