using System.Text;
using System.Text.Json;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Json;

/// <summary>
/// Reads the properties of a small body's objects: a name twice is a fault, what nobody asks for is passed over. A bulk upload, where
/// each allocation counts a thousand times, has a reader of its own.
/// </summary>
internal sealed class RequestProperties(ReadOnlyMemory<byte> body, RequestFaults faults)
{
    /// <summary>Passes over values.</summary>
    public CustomFieldsReader Values { get; } = new(body, faults);

    /// <summary>Goes to the next property's value; false at the object's end.</summary>
    /// <param name="reader">Stands at the object's bracket, or at the end of the value before.</param>
    /// <param name="names">The names of the object so far.</param>
    /// <param name="path">What stands before the name in a path, as in <c>phones[3].</c>.</param>
    /// <param name="name">The name, in UTF-8: compared as bytes, since a hostile body may have a million.</param>
    public bool Next(ref Utf8JsonReader reader, PropertyNames names, string path, out ReadOnlyMemory<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            name = default;
            return false;
        }

        name = JsonText.PropertyName(ref reader, body);
        if (!names.Add(name.Span) && !faults.IsFull)
        {
            faults.Add(PathOf(name, path), RequestFaultCode.DuplicateProperty, "This property stands twice in one object. Send it once.");
        }

        reader.Read();
        return true;
    }

    /// <summary>A text, or a scalar's; a fault where it is neither.</summary>
    public RawText Text(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            faults.Add(path, RequestFaultCode.NotAText, $"{path} must be a text, not an object or an array.");
            Values.PassOver(ref reader, path);
            return default;
        }

        return reader.TokenType == JsonTokenType.Null ? RawText.Null : RawText.Of(JsonText.Scalar(ref reader));
    }

    /// <summary>Passes over a property that nobody asks for; its path is made only where there can be faults inside.</summary>
    public void PassOver(ref Utf8JsonReader reader, ReadOnlyMemory<byte> name, string path)
    {
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            Values.PassOver(ref reader, PathOf(name, path));
        }
    }

    private static string PathOf(ReadOnlyMemory<byte> name, string path) => path + JsonPath.Shorten(Encoding.UTF8.GetString(name.Span));
}
