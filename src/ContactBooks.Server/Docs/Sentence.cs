namespace ContactBooks.Server.Docs;

/// <summary>Texts of tables, which stand in the OpenAPI document as parts of sentences.</summary>
internal static class Sentence
{
    /// <summary>The text as a sentence: with its capital and its full stop.</summary>
    public static string Of(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1), ".");
}
