using ContactBooks.Server.Web;

namespace ContactBooks.Server.Docs;

/// <summary>What the reference loads.</summary>
internal static class DocsAssets
{
    /// <summary>Its own style, beside <see cref="Asset.Theme"/>.</summary>
    public static Asset Style { get; } = new("Docs/docs.css");

    /// <summary>What must be known before anything is drawn: theme and language.</summary>
    public static Asset Choices { get; } = new("Docs/choices.js");

    /// <summary>The rest of what the page does.</summary>
    public static Asset Script { get; } = new("Docs/docs.js");

    public static IReadOnlyList<Asset> All { get; } = [Style, Choices, Script];
}
