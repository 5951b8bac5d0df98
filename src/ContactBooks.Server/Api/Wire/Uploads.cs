using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Api.Wire;

// The plain twin of Uploads/UploadAnswer, which writes the same without building it. The reference is made from this one
// and shows these summaries to clients; a test holds the two together.

/// <summary>What a bulk upload comes to.</summary>
/// <param name="ContactBook">The book that was uploaded into.</param>
/// <param name="Summary">The upload in numbers.</param>
/// <param name="Results">One entry for each row, in request order.</param>
/// <param name="DryRun">True where the answer is only predicted; else absent.</param>
public sealed record UploadData(
    BookRefJson ContactBook,
    SummaryJson Summary,
    [property: Length(1, BulkRequestReader.MaxRows)] IReadOnlyList<RowResultJson> Results,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? DryRun = null);

/// <summary>An upload in numbers. Created, updated, skipped and invalid add up to the total.</summary>
/// <param name="Total">Rows of the request.</param>
/// <param name="Created">Contacts that were new.</param>
/// <param name="Updated">Contacts that were there, whether or not a value changed.</param>
/// <param name="Skipped">Rows whose phone an earlier valid row has, and those that the update policy leaves out.</param>
/// <param name="Invalid">Rows that may not go in.</param>
/// <param name="Suppressed">Of those created or updated, how many have a suppressed phone; absent unless include asks for it.</param>
public sealed record SummaryJson(
    [property: Range(1, BulkRequestReader.MaxRows)] int Total,
    [property: Range(0, BulkRequestReader.MaxRows)] int Created,
    [property: Range(0, BulkRequestReader.MaxRows)] int Updated,
    [property: Range(0, BulkRequestReader.MaxRows)] int Skipped,
    [property: Range(0, BulkRequestReader.MaxRows)] int Invalid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), Range(0, BulkRequestReader.MaxRows)] int? Suppressed = null);

/// <summary>What became of a row.</summary>
public sealed record RowResultJson
{
    /// <summary>From 1, in request order.</summary>
    [Range(1, BulkRequestReader.MaxRows)]
    public required int Row { get; init; }

    /// <summary>CREATED, UPDATED, SKIPPED or INVALID.</summary>
    [WireText("CREATED", "UPDATED", "SKIPPED", "INVALID")]
    public required string Status { get; init; }

    /// <summary>The contact, of a row that went in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public StoredContactJson? Contact { get; init; }

    /// <summary>
    /// Why it did not go in: DUPLICATE_IN_REQUEST, ALREADY_EXISTS, NOT_FOUND, MISSING_PHONE, INVALID_PHONE, INVALID_EMAIL, FIELD_TOO_LONG,
    /// INVALID_CHARACTERS or INVALID_CUSTOM_FIELDS.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [WireText(Example = "INVALID_PHONE")]
    public string? Reason { get; init; }

    /// <summary>Of a skipped row the normalised phone; of an invalid one the phone as it was sent, cut at 64 characters, or null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [MaxLength(RowNormaliser.MaxPhoneLength)]
    public string? Phone { get; init; }

    /// <summary>Of an invalid row, the field at fault.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Of an invalid row, what is wrong and what to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }

    /// <summary>Of a row with several faults, all of them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RowFaultJson>? Faults { get; init; }

    /// <summary>True where the row went in and its phone is suppressed; absent otherwise, and unless include asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Suppressed { get; init; }

    /// <summary>Of a row that went in, values that don't fit the type of their custom field; absent where there is none, and unless include asks for it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RowWarningJson>? Warnings { get; init; }
}

/// <summary>A value that doesn't fit the type of its custom field, and is kept as it was sent.</summary>
/// <param name="Field">Which field, as in customFields.visits.</param>
/// <param name="Code">NOT_A_NUMBER, NOT_A_DATE, NOT_A_BOOLEAN or NOT_A_CHOICE.</param>
/// <param name="Message">The same for a person.</param>
public sealed record RowWarningJson(
    [property: WireText(Example = "customFields.visits")] string Field,
    [property: WireText("NOT_A_NUMBER", "NOT_A_DATE", "NOT_A_BOOLEAN", "NOT_A_CHOICE")] string Code,
    string Message);

/// <summary>A contact that a row created or updated.</summary>
/// <param name="ContactUid">Its identifier; null where a dry run predicts that it would be created.</param>
/// <param name="Phone">Its normalised phone.</param>
public sealed record StoredContactJson(
    [property: WireText(Example = "ct_existing")] string? ContactUid,
    [property: RegularExpression(ContactJson.Digits), WireText(Example = "917000782082")] string Phone);

/// <summary>One fault of a row.</summary>
/// <param name="Reason">Which rule it breaks.</param>
/// <param name="Field">The field at fault.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record RowFaultJson(string Reason, string Field, string Message);
