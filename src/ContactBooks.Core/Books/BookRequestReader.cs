using System.Text.Json;
using ContactBooks.Core.Json;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Core.Books;

/// <summary>What a request to create or rename a book says of it, checked.</summary>
/// <param name="Name">1 to 100 characters, NFC and trimmed.</param>
/// <param name="Description">To 500 characters, or null.</param>
/// <param name="Color"><c>#rgb</c> or <c>#rrggbb</c>, or null.</param>
public sealed record BookRequest(string Name, string? Description, string? Color);

/// <summary>Reads the bodies of create and rename.</summary>
public static class BookRequestReader
{
    /// <summary>Characters (code points) of a name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Characters (code points) of a description.</summary>
    public const int MaxDescriptionLength = 500;

    /// <summary>Reads the body of a creation.</summary>
    public static (BookRequest? Request, IReadOnlyList<RequestFault> Faults) ReadCreation(ReadOnlyMemory<byte> body) => Read(body, nameAlone: false);

    /// <summary>Reads the body of a renaming: only the name counts, any other field is ignored.</summary>
    public static (BookRequest? Request, IReadOnlyList<RequestFault> Faults) ReadRenaming(ReadOnlyMemory<byte> body) => Read(body, nameAlone: true);

    /// <summary>Checks what a book is to be, wherever it comes from; faults are added.</summary>
    public static BookRequest? Check(RawText name, RawText description, RawText color, RequestFaults faults)
    {
        var checkedName = Text(name, "name", MaxNameLength, faults);
        if (checkedName is null && !faults.Any)
        {
            faults.Add("name", RequestFaultCode.Required, $"name is missing. Send one of 1 to {MaxNameLength} characters.");
        }

        var checkedDescription = Text(description, "description", MaxDescriptionLength, faults);
        var checkedColor = Text(color, "color", 7, faults);
        if (checkedColor is not null && !IsColor(checkedColor))
        {
            faults.Add("color", RequestFaultCode.InvalidValue, "color must be #rgb or #rrggbb, as in #0f62fe.");
        }

        return faults.Any ? null : new BookRequest(checkedName!, checkedDescription, checkedColor);
    }

    private static (BookRequest? Request, IReadOnlyList<RequestFault> Faults) Read(ReadOnlyMemory<byte> body, bool nameAlone)
    {
        var faults = new RequestFaults();
        body = JsonText.WithoutByteOrderMark(body);
        var fields = JsonBody.Read(body, faults, (ref Utf8JsonReader reader) => Fields(ref reader, body, nameAlone, faults));
        var request = fields is null || faults.Any
            ? null
            : Check(fields.GetValueOrDefault("name"), fields.GetValueOrDefault("description"), fields.GetValueOrDefault("color"), faults);
        return (request, faults.All);
    }

    private static Dictionary<string, RawText> Fields(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body, bool nameAlone, RequestFaults faults)
    {
        var properties = new RequestProperties(body, faults);
        var names = new PropertyNames();
        var fields = new Dictionary<string, RawText>(StringComparer.Ordinal);
        while (properties.Next(ref reader, names, path: "", out var name))
        {
            if (KnownField(name.Span, nameAlone) is { } field)
            {
                fields[field] = properties.Text(ref reader, field);
            }
            else
            {
                properties.PassOver(ref reader, name, path: "");
            }
        }

        return fields;
    }

    /// <summary>The field of that name, if it counts.</summary>
    private static string? KnownField(ReadOnlySpan<byte> name, bool nameAlone) =>
        name.SequenceEqual("name"u8) ? "name" :
        nameAlone ? null :
        name.SequenceEqual("description"u8) ? "description" :
        name.SequenceEqual("color"u8) ? "color" :
        null;

    private static string? Text(RawText raw, string field, int maxLength, RequestFaults faults)
    {
        if (TextRule.Apply(raw, field, maxLength, out var text) is { } fault)
        {
            faults.Add(
                field,
                fault.Reason == InvalidReason.FieldTooLong ? RequestFaultCode.TooLong : RequestFaultCode.InvalidCharacters,
                fault.Message);
        }

        return text.Value;
    }

    private static bool IsColor(string text) => text.Length is 4 or 7 && text[0] == '#' && text.Skip(1).All(char.IsAsciiHexDigit);
}
