using System.Text.Json.Nodes;
using ContactBooks.Core.Files;
using ContactBooks.Core.Mapping;
using ContactBooks.Core.Planning;
using Microsoft.OpenApi;

namespace ContactBooks.Server.Api.Reference;

/// <summary>What may be said of a file beside it.</summary>
/// <param name="Name">Its name, of a form's field and of a parameter of the query alike.</param>
/// <param name="Description">What it means, and what holds without it.</param>
/// <param name="Schema">What it may be.</param>
internal sealed record ReferenceFileField(string Name, string Description, OpenApiSchema Schema);

/// <summary>What the reference tells of files.</summary>
internal static class ReferenceFiles
{
    /// <summary>What may be wrong with a file as a whole, one of <see cref="FileFaultCode"/> each.</summary>
    public static IReadOnlyList<string> FaultCodes { get; } =
    [
        FileFaultCode.Empty,
        FileFaultCode.NoRows,
        FileFaultCode.UnknownFormat,
        FileFaultCode.Damaged,
        FileFaultCode.Encrypted,
        FileFaultCode.TooLarge,
        FileFaultCode.NotOneFile,
        FileFaultCode.WrongChoice,
    ];

    /// <summary>The fields.</summary>
    public static IEnumerable<ReferenceFileField> Fields =>
    [
        new("defaultCountryCode", "For phones without a country code, as in 91; else the customer's own.", Text()),
        new("encoding", "How the text is encoded; else found out.", OneOf("utf-8", "utf-16le", "utf-16be", "windows-1252")),
        new("delimiter", "What stands between cells; else found out.", OneOf("comma", "semicolon", "tab", "pipe")),
        new("sheet", "The name of the workbook's sheet to read; else the first that has rows.", Text()),
        new("hasHeader", "Whether the first row names the columns; else found out.", new OpenApiSchema { Type = JsonSchemaType.Boolean }),
        new(
            "mapping",
            "Where the columns go, a JSON array: [{\"column\":\"Mobile\",\"field\":\"phone\"},{\"column\":\"City\",\"field\":\"customField\",\"key\":\"city\",\"type\":\"text\"}]. " +
            "field is phone, displayName, firstName, lastName, email, companyName, customField, customFields (a JSON object of any of them) or ignored; type is text, number, date, boolean or choice. " +
            "update says when a value goes into a contact that is there: always (without it), ifEmpty (only where nothing is stored) or never; a contact that is new gets all. " +
            "Columns that it doesn't name are ignored. Without a mapping: the one that an import of a file with the same headers last had from you, which is " +
            $"remembered for {RememberedMapping.Lifetime.TotalDays} days after its last use; else as the preview proposes.",
            Text()),
        new(
            "updatePolicy",
            "Which rows go in: upsert (all, without it), createOnly (a contact that is there is left as it is and not put into the book: ALREADY_EXISTS) or " +
            "updateOnly (a phone that no contact has is NOT_FOUND). Rows left out are SKIPPED. To put contacts into the book and leave their values, say update never in the mapping.",
            OneOf([.. UpdatePolicies.Names])),
        new("clearToken", "A text that, in a cell, clears what is stored, as in --. Without it an empty cell leaves what is stored, and nothing clears.", new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MaxLength = 20,
        }),
    ];

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema OneOf(params string[] values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(value => (JsonNode)value)] };
}
