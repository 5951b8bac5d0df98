using System.Text.Encodings.Web;
using System.Text.Json;
using ContactBooks.Core.Contacts;

namespace ContactBooks.Core.Exports;

/// <summary>
/// Contacts as NDJSON: each line is a row as the bulk upload takes it, its phone with a plus. What a contact doesn't have isn't there.
/// </summary>
/// <param name="output">Gets the bytes; it is left open.</param>
public sealed class NdjsonExport(Stream output) : IContactWriter
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly Utf8JsonWriter _json = new(output, Plain);

    /// <inheritdoc/>
    public void Begin()
    {
    }

    /// <inheritdoc/>
    public void Write(Contact contact)
    {
        var fields = contact.Fields;
        _json.WriteStartObject();
        _json.WriteString("phone"u8, $"+{contact.Phone}");
        WriteText("displayName"u8, fields.DisplayName);
        WriteText("firstName"u8, fields.FirstName);
        WriteText("lastName"u8, fields.LastName);
        WriteText("email"u8, fields.Email);
        WriteText("companyName"u8, fields.CompanyName);
        if (!fields.CustomFields.IsEmpty)
        {
            _json.WritePropertyName("customFields"u8);
            _json.WriteRawValue(fields.CustomFields.Span, skipInputValidation: true);
        }

        _json.WriteEndObject();
        _json.Flush();
        output.WriteByte((byte)'\n');
        _json.Reset();
    }

    /// <inheritdoc/>
    public void End()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void WriteText(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            _json.WriteString(name, text);
        }
    }
}
