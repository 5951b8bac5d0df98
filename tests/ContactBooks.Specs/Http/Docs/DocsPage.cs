using System.Net;
using System.Text.RegularExpressions;

namespace ContactBooks.Specs.Http.Docs;

/// <summary>The page at <c>/docs</c> as it goes over the wire.</summary>
internal sealed partial record DocsPage(Answer Answer)
{
    public string Html => Answer.Text;

    /// <summary>The addresses of all that it loads; its icon stands in the page itself.</summary>
    public IReadOnlyList<string> Assets =>
    [
        .. Reference().Matches(Html)
            .Select(match => match.Groups["address"].Value)
            .Where(address => !address.StartsWith("data:", StringComparison.Ordinal)),
    ];

    /// <summary>The samples by name, <c>uploadContacts.php</c>, as a reader copies them.</summary>
    public Dictionary<string, string> Samples =>
        SampleCode().Matches(Html).ToDictionary(match => match.Groups["name"].Value, match => TextOf(match.Groups["code"].Value));

    public static async Task<DocsPage> GetAsync(RunningServer server, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/docs");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
        ((int)response.StatusCode).Should().Be(200);
        return new DocsPage(await Answer.OfAsync(response));
    }

    /// <summary>A piece of HTML as it is read.</summary>
    public static string TextOf(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    /// <summary>What stands in the section of that anchor, as it is read.</summary>
    public string Section(string id) =>
        TextOf(Regex.Match(Html, $"""<section id="{id}".*?</section>""", RegexOptions.Singleline).Value);

    /// <summary>The code under a title, one that isn't a sample in several languages, as a reader copies it.</summary>
    public string Code(string title) =>
        TextOf(Regex.Match(Html, $"""<pre [^>]*aria-label="{title}"><code>(.*?)</code>""", RegexOptions.Singleline).Groups[1].Value);

    [GeneratedRegex("""<(?:script|link|img|source|iframe)\b[^>]*?\b(?:src|href)="(?<address>[^"]+)\x22""")]
    private static partial Regex Reference();

    [GeneratedRegex("""<code data-sample="(?<name>[^"]+)">(?<code>.*?)</code>""", RegexOptions.Singleline)]
    private static partial Regex SampleCode();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
