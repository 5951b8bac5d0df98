using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Json;

/// <summary>What every request body must be: one JSON object in UTF-8, and nothing after it.</summary>
internal static class JsonBody
{
    /// <summary>Reads the inside of the object; the reader stands at its opening bracket and ends at the closing one.</summary>
    public delegate T ObjectReading<out T>(ref Utf8JsonReader reader);

    /// <summary>Reads a body; what keeps it from being an object is added to the faults.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> body, RequestFaults faults, ObjectReading<T> read)
        where T : class
    {
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            faults.Add("", RequestFaultCode.InvalidJson, "The body is empty. Send a JSON object.");
            return null;
        }

        if (!Utf8.IsValid(body.Span))
        {
            faults.Add("", RequestFaultCode.InvalidJson, "The body is not UTF-8. Save or encode it as UTF-8 and send it again.");
            return null;
        }

        var reader = new Utf8JsonReader(body.Span, JsonText.ReaderOptions);
        try
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                reader.Read();
                faults.Add("", RequestFaultCode.NotAnObject, "The body must be a JSON object.");
                return null;
            }

            var result = read(ref reader);
            reader.Read(); // throws on anything after the object
            return result;
        }
        catch (JsonException e)
        {
            // The exception's own words may repeat what was sent, which may be personal; its position doesn't.
            faults.Add("", RequestFaultCode.InvalidJson, $"The body is not JSON, or nested deeper than 64 levels: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
            return null;
        }
        catch (TooManyPropertiesException e)
        {
            faults.Add("", RequestFaultCode.TooMany, string.Create(CultureInfo.InvariantCulture, $"An object has more than {e.Limit:N0} properties. Send only those that this request takes."));
            return null;
        }
    }
}
