using System.Globalization;
using ContactBooks.Core.Books;
using ContactBooks.Core.CustomFields;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;
using ContactBooks.Core.Store;
using ContactBooks.Core.Suppressions;
using ContactBooks.Core.Tidying;
using ContactBooks.Server.Api.Idempotency;
using ContactBooks.Server.Api.Requests;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Api.Reference;

/// <summary>A limit that the reference tells of.</summary>
/// <param name="Of">What is limited.</param>
/// <param name="Most">How much there may be of it, with its unit.</param>
/// <param name="Beyond">What is answered beyond it.</param>
public sealed record ReferenceLimit(string Of, string Most, string Beyond);

/// <summary>The limits that the reference tells of, as the code has them. Texts are counted in characters (Unicode code points).</summary>
internal static class ReferenceLimits
{
    private const string RequestFails = "VALIDATION_FAILED";
    private const string TooLarge = "PAYLOAD_TOO_LARGE";
    private const string TextTooLong = "the row is FIELD_TOO_LONG";
    private const string CustomFieldsTooLarge = "the row is INVALID_CUSTOM_FIELDS";

    /// <param name="settings">What this server is set to.</param>
    public static IEnumerable<ReferenceLimit> Of(ServerSettings settings) =>
    [
        new("Contacts of an upload", $"1 to {BulkRequestReader.MaxRows}", RequestFails),
        new("Body, as sent and decompressed", $"{Number(settings.MaxBodyBytes / 1024.0 / 1024.0)} MiB", TooLarge),
        new("File of an import, as sent", $"{Number(settings.MaxImportBytes / 1024.0 / 1024.0)} MiB", TooLarge),
        new("Contacts removed, moved or deleted at once", $"1 to {TidyingRequest.MaxContacts}", RequestFails),
        new("Remembered mappings", $"{RememberedMapping.MostOfACustomer} sets of headers", "the least recently used is forgotten"),
        new("phone, as it was sent", Characters(RowNormaliser.MaxPhoneLength), TextTooLong),
        new("displayName, firstName, lastName, companyName", Characters(RowNormaliser.MaxNameLength), TextTooLong),
        new("email", Characters(RowNormaliser.MaxEmailLength), TextTooLong),
        new("customFields, keys", $"1 to {Characters(CustomFieldsLimits.MaxKeyLength)}", CustomFieldsTooLarge),
        new("customFields, depth", $"{CustomFieldsLimits.MaxDepth} levels", CustomFieldsTooLarge),
        new("customFields of a row, as JSON", $"{Number(CustomFieldsLimits.MaxBytes / 1024.0)} KiB", CustomFieldsTooLarge),
        new("Custom fields that are defined", $"{CustomFieldSet.MaxDefinitions}", "more keep their values, and have no definition"),
        new("Phones to suppress or to lift at once", $"1 to {SuppressionRequestReader.MaxPhones}", RequestFails),
        new("Name of a book", $"1 to {Characters(BookRequestReader.MaxNameLength)}", RequestFails),
        new("Description of a book", Characters(BookRequestReader.MaxDescriptionLength), RequestFails),
        new("Entries of a page", $"1 to {QueryReader.MaxLimit}, {QueryReader.DefaultLimit} by default", RequestFails),
        new("Idempotency-Key", $"1 to {Characters(IdempotencyKey.MaxLength)}", RequestFails),
        new("Undoing an upload", settings.UndoDays == 0 ? "not here" : $"{settings.UndoDays} days", "UPLOAD_NOT_FOUND"),
        new("Retries with the same key", $"{Number(KeyedRequest.Lifetime.TotalHours)} hours", "a new request"),
    ];

    private static string Characters(int count) => $"{count} characters";

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
