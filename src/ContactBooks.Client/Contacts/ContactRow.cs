using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContactBooks.Client;

/// <summary>
/// A contact to upload. The server judges its content; a row that is refused has a result that says why. Half a character (an unpaired
/// surrogate) is sent as U+FFFD.
/// </summary>
/// <param name="phone">The phone as people write it, to 64 characters. Null is refused, as MISSING_PHONE.</param>
public sealed class ContactRow(string? phone)
{
    private static readonly JsonEncodedText PhoneName = JsonEncodedText.Encode("phone");
    private static readonly JsonEncodedText DisplayNameName = JsonEncodedText.Encode("displayName");
    private static readonly JsonEncodedText FirstNameName = JsonEncodedText.Encode("firstName");
    private static readonly JsonEncodedText LastNameName = JsonEncodedText.Encode("lastName");
    private static readonly JsonEncodedText EmailName = JsonEncodedText.Encode("email");
    private static readonly JsonEncodedText CompanyNameName = JsonEncodedText.Encode("companyName");
    private static readonly JsonEncodedText CustomFieldsName = JsonEncodedText.Encode("customFields");

    private JsonElement? _json;

    /// <summary>The phone as people write it.</summary>
    public string? Phone { get; } = phone;

    /// <summary>Readable name, to 200 characters.</summary>
    public FieldValue DisplayName { get; init; }

    /// <summary>First name, to 200 characters.</summary>
    public FieldValue FirstName { get; init; }

    /// <summary>Last name, to 200 characters.</summary>
    public FieldValue LastName { get; init; }

    /// <summary>Email address, to 254 characters.</summary>
    public FieldValue Email { get; init; }

    /// <summary>Company, to 200 characters.</summary>
    public FieldValue CompanyName { get; init; }

    /// <summary>
    /// Developer-defined metadata: any JSON values, keys of 1 to 64 characters, depth 8, 16 KiB as JSON. Merged key by key with what is
    /// stored; null removes a key.
    /// </summary>
    public JsonObject? CustomFields { get; init; }

    /// <summary>
    /// A row that is sent as it stands, whatever its fields; the properties here are then empty. A value that is no object has its
    /// whole request refused with <see cref="ValidationFailedException"/>.
    /// </summary>
    /// <param name="json">The row; its document must live until the row is sent.</param>
    public static ContactRow FromJson(JsonElement json) => new(null) { _json = json };

    internal void WriteTo(Utf8JsonWriter json)
    {
        if (_json is { } asItStands)
        {
            json.WriteRawValue(JsonMarshal.GetRawUtf8Value(asItStands), skipInputValidation: true);
            return;
        }

        json.WriteStartObject();
        json.WriteString(PhoneName, Phone);
        Write(json, DisplayNameName, DisplayName);
        Write(json, FirstNameName, FirstName);
        Write(json, LastNameName, LastName);
        Write(json, EmailName, Email);
        Write(json, CompanyNameName, CompanyName);
        if (CustomFields is { } fields)
        {
            json.WritePropertyName(CustomFieldsName);
            fields.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, JsonEncodedText name, FieldValue field)
    {
        if (field.IsPresent)
        {
            json.WriteString(name, field.Value);
        }
    }
}
