using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

namespace ContactBooks.Server.Docs.Highlighting;

/// <summary>Turns code into HTML: its tokens coloured by class, and what the reader may fill in marked for the page's script.</summary>
internal static partial class HighlightedCode
{
    /// <summary>Only what HTML needs is encoded: a Devanagari digit stays one character.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Of(string code, Language language)
    {
        var html = new StringBuilder(code.Length * 2);
        var at = 0;
        foreach (Match token in language.Colours.Matches(code))
        {
            var kind = token.Groups.Values.Skip(1).First(group => group.Success);
            AppendText(html, code[at..kind.Index]);
            html.Append("<span class=\"").Append(kind.Name).Append("\">");
            AppendText(html, kind.Value);
            html.Append("</span>");
            at = kind.Index + kind.Length;
        }

        AppendText(html, code[at..]);
        return new MarkupString(html.ToString());
    }

    private static void AppendText(StringBuilder html, string text)
    {
        var at = 0;
        foreach (Match placeholder in Placeholder().Matches(text))
        {
            html.Append(Encoder.Encode(text[at..placeholder.Index]));
            html.Append("<span data-fill=\"").Append(placeholder.Value == Sample.Token ? "token" : "book").Append("\">");
            html.Append(Encoder.Encode(placeholder.Value)).Append("</span>");
            at = placeholder.Index + placeholder.Length;
        }

        html.Append(Encoder.Encode(text[at..]));
    }

    [GeneratedRegex($"{Sample.Token}|{Sample.Book}")]
    private static partial Regex Placeholder();
}
