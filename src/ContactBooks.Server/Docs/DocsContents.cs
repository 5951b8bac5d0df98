using ContactBooks.Server.Docs.Sections;

namespace ContactBooks.Server.Docs;

/// <summary>A section of the page.</summary>
/// <param name="Id">Its anchor.</param>
/// <param name="Title">Its heading, and its line in the table of contents.</param>
/// <param name="Content">The component of what stands under the heading.</param>
public sealed record DocsSection(string Id, string Title, Type Content);

/// <summary>What the page is made of, in order. The endpoints come between the two.</summary>
internal static class DocsContents
{
    public static IReadOnlyList<DocsSection> BeforeEndpoints { get; } =
    [
        new("quick-start", "Quick start", typeof(QuickStart)),
        new("authentication", "Authentication", typeof(Authentication)),
        new("answers", "Answers", typeof(Answers)),
    ];

    public static IReadOnlyList<DocsSection> AfterEndpoints { get; } =
    [
        new("rows", "Row statuses and reasons", typeof(Rows)),
        new("files", "Files", typeof(Files)),
        new("exports", "Exports", typeof(ExportedFiles)),
        new("tidying", "Tidying", typeof(Tidying)),
        new("undo", "Undo", typeof(Undo)),
        new("suppressions", "Suppressed phones", typeof(SuppressedPhones)),
        new("custom-fields", "Custom fields", typeof(CustomFields)),
        new("phones", "Phone numbers", typeof(PhoneRules)),
        new("limits", "Limits", typeof(Limits)),
        new("idempotency", "Idempotency", typeof(IdempotencyKeys)),
        new("pagination", "Pagination", typeof(Pagination)),
        new("rate-limits", "Rate limits", typeof(RateLimits)),
        new("errors", "Errors", typeof(Errors)),
    ];

    public static IReadOnlyList<DocsSection> Tools { get; } =
    [
        new("dotnet-client", "Client for .NET", typeof(DotNetClient)),
        new("openapi", "OpenAPI and examples", typeof(OpenApi)),
    ];
}
