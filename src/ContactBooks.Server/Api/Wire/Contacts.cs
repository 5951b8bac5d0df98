using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Normalisation;

namespace ContactBooks.Server.Api.Wire;

/// <summary>A contact.</summary>
/// <param name="ContactUid">Its identifier.</param>
/// <param name="Uid">The same, for generic clients.</param>
/// <param name="Phone">The full international number in digits, no plus.</param>
/// <param name="PhoneE164">The same; no plus here either.</param>
/// <param name="DisplayName">Readable name; while none is stored, first and last name.</param>
/// <param name="FirstName">First name, or null.</param>
/// <param name="LastName">Last name, or null.</param>
/// <param name="Email">Email address, or null.</param>
/// <param name="CompanyName">Company, or null.</param>
/// <param name="Status">ACTIVE.</param>
/// <param name="Groups">All the books it is in.</param>
/// <param name="CustomFields">Developer-defined metadata.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="UpdatedAt">When a value of it last changed, UTC.</param>
/// <param name="Suppressed">Whether its phone is suppressed; absent unless include asks for it.</param>
public sealed record ContactJson(
    [property: WireText(Example = "ct_existing")] string ContactUid,
    [property: WireText(Example = "ct_existing")] string Uid,
    [property: RegularExpression(ContactJson.Digits), WireText(Example = "917000782082")] string Phone,
    [property: RegularExpression(ContactJson.Digits), WireText(Example = "917000782082")] string PhoneE164,
    string? DisplayName,
    [property: MaxLength(RowNormaliser.MaxNameLength)] string? FirstName,
    [property: MaxLength(RowNormaliser.MaxNameLength)] string? LastName,
    [property: MaxLength(RowNormaliser.MaxEmailLength)] string? Email,
    [property: MaxLength(RowNormaliser.MaxNameLength)] string? CompanyName,
    [property: WireText(Example = "ACTIVE")] string Status,
    IReadOnlyList<GroupJson> Groups,
    RawObject CustomFields,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt,
    [property: WireText(Format = WireTextAttribute.Time)] string UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Suppressed = null)
{
    /// <summary>A phone as it is kept: what E.164 allows, without the plus.</summary>
    internal const string Digits = "^[1-9][0-9]{1,14}$";

    internal static ContactJson Of(Contact contact)
    {
        var (uid, phone, fields) = (contact.Uid.ToString(), contact.Phone.ToString(), contact.Fields);
        return new ContactJson(
            uid,
            uid,
            phone,
            phone,
            fields.ReadableName,
            fields.FirstName,
            fields.LastName,
            fields.Email,
            fields.CompanyName,
            "ACTIVE",
            [.. contact.Groups.Select(g => new GroupJson(g.Uid, g.Name, BookJson.StatusName(g.Status)))],
            new RawObject(fields.CustomFields),
            WireTime.Format(contact.CreatedAt),
            WireTime.Format(contact.UpdatedAt));
    }
}

/// <summary>A book that a contact is in.</summary>
/// <param name="Uid">The book's identifier.</param>
/// <param name="Name">The book's name.</param>
/// <param name="Status">ACTIVE or INACTIVE.</param>
public sealed record GroupJson([property: WireText(Example = "grp_abc")] string Uid, string Name, [property: WireText("ACTIVE", "INACTIVE")] string Status);

/// <summary>A part of a book's contacts.</summary>
/// <param name="ContactBook">The book.</param>
/// <param name="Contacts">The contacts, newest membership first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
/// <param name="Pagination">Where in the list this part stands.</param>
public sealed record ContactListData(
    BookRefJson ContactBook,
    IReadOnlyList<ContactJson> Contacts,
    IReadOnlyList<ContactJson> Items,
    PaginationJson Pagination);

/// <summary>Developer-defined metadata: a JSON object of any values.</summary>
/// <remarks>Written as it is stored.</remarks>
/// <param name="Json">The object in UTF-8; empty for <c>{}</c>.</param>
[JsonConverter(typeof(RawObjectConverter))]
public readonly record struct RawObject(ReadOnlyMemory<byte> Json);

/// <summary>Writes a <see cref="RawObject"/>.</summary>
public sealed class RawObjectConverter : JsonConverter<RawObject>
{
    /// <inheritdoc/>
    public override RawObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new RawObject(System.Text.Encoding.UTF8.GetBytes(document.RootElement.GetRawText()));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, RawObject value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Json.IsEmpty ? "{}"u8 : value.Json.Span, skipInputValidation: true);
}
