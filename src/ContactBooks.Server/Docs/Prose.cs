using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace ContactBooks.Server.Docs;

/// <summary>Texts of the OpenAPI document as HTML: what is a word of the API in them is set as code.</summary>
internal static partial class Prose
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A text of whole sentences.</summary>
    public static MarkupString Of(string text) => new(ApiWord().Replace(Encoder.Encode(text), "<code>$0</code>"));

    /// <summary>A table's text that the document has inside of sentences: with its capital and its full stop.</summary>
    public static MarkupString Sentence(string text) => Of(string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1), "."));

    /// <summary>Codes and statuses, camel case, names of headers, prefixes of identifiers.</summary>
    [GeneratedRegex(@"\b(?:[A-Z]+(?:_[A-Z]+)+|[A-Z]{6,}|[a-z]+[A-Z]\w*|[A-Z][a-z]*(?:-[A-Z][a-z]+)+|grp_abc)\b")]
    private static partial Regex ApiWord();
}
