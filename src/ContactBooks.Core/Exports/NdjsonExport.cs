using ContactBooks.Core.Contacts;
using ContactBooks.Core.Files.Ndjson;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Contacts as NDJSON: each line is a row as the bulk upload takes it, its phone with a plus. What a contact doesn't have isn't there.
/// </summary>
/// <param name="output">Gets the bytes; it is left open.</param>
public sealed class NdjsonExport(Stream output) : IContactWriter
{
    private readonly NdjsonLines _lines = new(output);

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(Contact contact)
    {
        var (fields, json) = (contact.Fields, _lines.Json);
        json.WriteStartObject();
        json.WriteString("phone"u8, $"+{contact.Phone}");
        WriteText("displayName"u8, fields.DisplayName);
        WriteText("firstName"u8, fields.FirstName);
        WriteText("lastName"u8, fields.LastName);
        WriteText("email"u8, fields.Email);
        WriteText("companyName"u8, fields.CompanyName);
        if (!fields.CustomFields.IsEmpty)
        {
            json.WritePropertyName("customFields"u8);
            json.WriteRawValue(fields.CustomFields.Span, skipInputValidation: true);
        }

        json.WriteEndObject();
        _lines.End();
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            _lines.Json.WriteString(name, text);
        }
    }
}
