namespace ContactBooks.Server.Docs;

/// <summary>Texts that stand after a colon in the OpenAPI document and alone on the page.</summary>
internal static class Sentence
{
    /// <summary>The text with a capital at its beginning.</summary>
    public static string Of(string text) => string.Concat(text[..1].ToUpperInvariant(), text[1..]);
}
