using System.ComponentModel.DataAnnotations;
using ContactBooks.Core.Books;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Api.Wire;

// What requests look like, for the reference, which shows these summaries to clients. Bodies are read by
// Core/Rows/BulkRequestReader and Core/Books/BookRequestReader, which judge more than types can.

/// <summary>What a book is made from.</summary>
public sealed record NewBookJson
{
    /// <summary>1 to 100 characters after trimming.</summary>
    [Length(1, BookRequestReader.MaxNameLength)]
    public required string Name { get; init; }

    /// <summary>To 500 characters.</summary>
    [MaxLength(BookRequestReader.MaxDescriptionLength)]
    public string? Description { get; init; }

    /// <summary>#rgb or #rrggbb.</summary>
    [RegularExpression("^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$"), WireText(Example = "#0f62fe")]
    public string? Color { get; init; }

    /// <summary>The API token, for a client that can't set the Authorization header; auth_token and token do as well.</summary>
    public string? AuthToken { get; init; }
}

/// <summary>A book's new name; any other field is ignored.</summary>
public sealed record BookNameJson
{
    /// <summary>1 to 100 characters after trimming.</summary>
    [Length(1, BookRequestReader.MaxNameLength)]
    public required string Name { get; init; }

    /// <summary>The API token, for a client that can't set the Authorization header; auth_token and token do as well.</summary>
    public string? AuthToken { get; init; }
}

/// <summary>A bulk upload.</summary>
public sealed record UploadRequestJson
{
    /// <summary>Country calling code for phones that have none, for example 91. Where it is absent, null or blank, the customer's own. 91, "+91" and "0091" do as well.</summary>
    [WireText(Example = "91")]
    public string? DefaultCountryCode { get; init; }

    /// <summary>1 to 1000 contacts.</summary>
    [Length(1, BulkRequestReader.MaxRows)]
    public required IReadOnlyList<UploadRowJson> Contacts { get; init; }
}

/// <summary>Phones to suppress, or to lift.</summary>
public sealed record PhoneListJson
{
    /// <summary>Country calling code for phones that have none, for example 91. Where it is absent, null or blank, the customer's own.</summary>
    [WireText(Example = "91")]
    public string? DefaultCountryCode { get; init; }

    /// <summary>1 to 1000 phones. Where there is no reason to tell, the phone's text alone will do as well: "phones":["7000782082"].</summary>
    [Length(1, SuppressionRequestReader.MaxPhones)]
    public required IReadOnlyList<ListedPhoneJson> Phones { get; init; }
}

/// <summary>A phone of a list.</summary>
public sealed record ListedPhoneJson
{
    /// <summary>The phone as people write it, to 64 characters. Normalised using defaultCountryCode. A number will do.</summary>
    [MaxLength(RowNormaliser.MaxPhoneLength), WireText(Example = "7000782082")]
    public required string Phone { get; init; }

    /// <summary>Why it is suppressed, to 200 characters. Ignored where it is lifted.</summary>
    [MaxLength(SuppressionNormaliser.MaxReasonLength)]
    public string? Reason { get; init; }
}

/// <summary>What a custom field is made from.</summary>
public sealed record NewCustomFieldJson
{
    /// <summary>The key that uploads send, 1 to 64 characters after trimming.</summary>
    [Length(1, CustomFieldsLimits.MaxKeyLength), WireText(Example = "visits")]
    public required string Key { get; init; }

    /// <summary>What people call it, to 100 characters; the key where it is absent.</summary>
    [MaxLength(CustomFieldRequestReader.MaxLabelLength)]
    public string? Label { get; init; }

    /// <summary>What its values are; text, which is any, where it is absent.</summary>
    [WireText("text", "number", "date", "boolean", "choice")]
    public string? Type { get; init; }

    /// <summary>Of a choice, 1 to 100 texts to choose from, each to 100 characters.</summary>
    [Length(1, CustomFieldRequestReader.MaxChoices)]
    public IReadOnlyList<string>? Choices { get; init; }
}

/// <summary>What is to change of a custom field; what is absent or null stays.</summary>
public sealed record CustomFieldChangeJson
{
    /// <summary>What people call it, to 100 characters.</summary>
    [MaxLength(CustomFieldRequestReader.MaxLabelLength)]
    public string? Label { get; init; }

    /// <summary>What its values are. Its choices go where that becomes another than choice.</summary>
    [WireText("text", "number", "date", "boolean", "choice")]
    public string? Type { get; init; }

    /// <summary>Of a choice, 1 to 100 texts to choose from, each to 100 characters.</summary>
    [Length(1, CustomFieldRequestReader.MaxChoices)]
    public IReadOnlyList<string>? Choices { get; init; }
}

/// <summary>
/// A contact to upload. A field that is absent or blank leaves what is stored, null clears it, customFields merge key by
/// key, null removing a key.
/// </summary>
public sealed record UploadRowJson
{
    /// <summary>The phone as people write it, to 64 characters. Normalised using defaultCountryCode. A number will do.</summary>
    [MaxLength(RowNormaliser.MaxPhoneLength), WireText(Example = "7000782082")]
    public required string Phone { get; init; }

    /// <summary>Readable name, to 200 characters.</summary>
    [MaxLength(RowNormaliser.MaxNameLength)]
    public string? DisplayName { get; init; }

    /// <summary>First name, to 200 characters.</summary>
    [MaxLength(RowNormaliser.MaxNameLength)]
    public string? FirstName { get; init; }

    /// <summary>Last name, to 200 characters.</summary>
    [MaxLength(RowNormaliser.MaxNameLength)]
    public string? LastName { get; init; }

    /// <summary>Email address, to 254 characters.</summary>
    [MaxLength(RowNormaliser.MaxEmailLength)]
    public string? Email { get; init; }

    /// <summary>Company, to 200 characters.</summary>
    [MaxLength(RowNormaliser.MaxNameLength)]
    public string? CompanyName { get; init; }

    /// <summary>Developer-defined metadata: keys of 1 to 64 characters, depth 8, 16 KiB as JSON.</summary>
    public RawObject? CustomFields { get; init; }
}
