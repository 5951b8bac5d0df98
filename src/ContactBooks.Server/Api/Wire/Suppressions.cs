using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Suppressions;

namespace ContactBooks.Server.Api.Wire;

/// <summary>A phone that is not to be written to.</summary>
/// <param name="Phone">The full international number in digits, no plus.</param>
/// <param name="Reason">Why, or null.</param>
/// <param name="Source">API or IMPORT.</param>
/// <param name="AddedBy">The UID of the token that it was added with.</param>
/// <param name="CreatedAt">Since when, UTC.</param>
public sealed record SuppressionJson(
    [property: RegularExpression(ContactJson.Digits), WireText(Example = "917000782082")] string Phone,
    [property: MaxLength(SuppressionNormaliser.MaxReasonLength)] string? Reason,
    [property: WireText("API", "IMPORT")] string Source,
    [property: WireText(Example = "tok_abc")] string AddedBy,
    [property: WireText(Format = WireTextAttribute.Time)] string CreatedAt)
{
    internal static SuppressionJson Of(Suppression suppression) => new(
        suppression.Phone.ToString(),
        suppression.Reason,
        suppression.Origin.Source.ToString().ToUpperInvariant(),
        suppression.Origin.AddedBy,
        WireTime.Format(suppression.CreatedAt));
}

/// <summary>A part of the suppression list.</summary>
/// <param name="Suppressions">The phones, the newest first.</param>
/// <param name="Items">The same list again, for generic clients.</param>
/// <param name="Pagination">Where in the list this part stands.</param>
public sealed record SuppressionListData(IReadOnlyList<SuppressionJson> Suppressions, IReadOnlyList<SuppressionJson> Items, PaginationJson Pagination);

/// <summary>What suppressing phones came to.</summary>
/// <param name="Summary">In numbers.</param>
/// <param name="Results">One entry for each phone, in request order.</param>
public sealed record SuppressData(SuppressSummaryJson Summary, IReadOnlyList<SuppressionResultJson> Results);

/// <summary>What suppressing phones came to, in numbers. The last three add up to the first.</summary>
/// <param name="Total">Phones of the request, or rows of the file.</param>
/// <param name="Suppressed">Phones that are suppressed from now on.</param>
/// <param name="AlreadySuppressed">Phones that were already, by an earlier entry too.</param>
/// <param name="Invalid">Entries that are no phone, or whose reason may not be kept.</param>
public sealed record SuppressSummaryJson(long Total, long Suppressed, long AlreadySuppressed, long Invalid);

/// <summary>What lifting phones came to.</summary>
/// <param name="Summary">In numbers.</param>
/// <param name="Results">One entry for each phone, in request order.</param>
public sealed record LiftData(LiftSummaryJson Summary, IReadOnlyList<SuppressionResultJson> Results);

/// <summary>What lifting phones came to, in numbers. The last three add up to the first.</summary>
/// <param name="Total">Phones of the request.</param>
/// <param name="Lifted">Phones that may be written to again.</param>
/// <param name="NotSuppressed">Phones that weren't suppressed, or that an earlier entry lifted.</param>
/// <param name="Invalid">Entries that are no phone.</param>
public sealed record LiftSummaryJson(long Total, long Lifted, long NotSuppressed, long Invalid);

/// <summary>What became of a phone.</summary>
public sealed record SuppressionResultJson
{
    /// <summary>From 1, in request order.</summary>
    [Range(1, SuppressionRequestReader.MaxPhones)]
    public required int Row { get; init; }

    /// <summary>SUPPRESSED or ALREADY_SUPPRESSED; LIFTED or NOT_SUPPRESSED; or INVALID.</summary>
    [WireText("SUPPRESSED", "ALREADY_SUPPRESSED", "LIFTED", "NOT_SUPPRESSED", "INVALID")]
    public required string Status { get; init; }

    /// <summary>The normalised phone; of an invalid entry the phone as it was sent, cut at 64 characters, or null.</summary>
    [MaxLength(RowNormaliser.MaxPhoneLength)]
    public required string? Phone { get; init; }

    /// <summary>Of an invalid entry, why: MISSING_PHONE, INVALID_PHONE, FIELD_TOO_LONG or INVALID_CHARACTERS.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [WireText(Example = "INVALID_PHONE")]
    public string? Reason { get; init; }

    /// <summary>Of an invalid entry, the field at fault: phone or reason.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>Of an invalid entry, what is wrong and what to do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; init; }
}

/// <summary>What a file of phones to suppress came to.</summary>
/// <param name="Layout">How it was read.</param>
/// <param name="Mapping">Where its columns went; only phone, and a custom field reason, count.</param>
/// <param name="Summary">In numbers.</param>
/// <param name="Rejects">The first rows that are no phone, 100 at the most.</param>
public sealed record SuppressionImportData(
    FileLayoutJson Layout, IReadOnlyList<MappedColumnJson> Mapping, SuppressSummaryJson Summary, IReadOnlyList<SuppressionRejectJson> Rejects);

/// <summary>A row of a file that was refused.</summary>
/// <param name="Row">Which row of the file it is, as the program that shows the file counts.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Cells">Its cells as they are.</param>
public sealed record SuppressionRejectJson(
    long Row, [property: WireText(Example = "INVALID_PHONE")] string Reason, string Message, IReadOnlyList<string> Cells)
{
    /// <summary>What the message says, for pages that say it in other words. Not on the wire.</summary>
    internal RowFault? Fault { get; init; }
}
