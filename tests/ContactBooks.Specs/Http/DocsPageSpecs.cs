using System.Text.RegularExpressions;

namespace ContactBooks.Specs.Http;

public partial class DocsPageSpecs(RunningServer server)
{
    [Fact]
    public async Task The_reference_at_docs_answers_200_after_its_redirect()
    {
        var (address, page) = await Page();

        address.Host.Should().Be(server.Address.Host);
        address.Port.Should().Be(server.Address.Port);
        page.Header("Content-Type").Should().StartWith("text/html");
        page.Text.Should().Contain("Contact Books API");
    }

    [Fact]
    public async Task Its_page_refers_to_no_other_host()
    {
        var (address, page) = await Page();

        foreach (Match absolute in AbsoluteAddress().Matches(page.Text))
        {
            new Uri(address, absolute.Value).Authority.Should().Be(server.Address.Authority, absolute.Value);
        }
    }

    [Fact]
    public async Task Every_script_and_style_that_it_refers_to_is_served_from_here()
    {
        var (address, page) = await Page();
        var references = Reference().Matches(page.Text).Select(m => m.Groups["address"].Value).ToArray();

        references.Should().Contain(r => r.EndsWith(".js", StringComparison.Ordinal));
        foreach (var reference in references.Where(r => !r.StartsWith("data:", StringComparison.Ordinal)))
        {
            var target = new Uri(address, reference);
            target.Authority.Should().Be(server.Address.Authority, reference);
            using var answer = await server.Http.GetAsync(target, TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).Should().Be(200, reference);
            (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().NotBeEmpty(reference);
        }
    }

    [Fact]
    public async Task The_document_that_it_shows_is_served_from_here()
    {
        var (_, page) = await Page();

        page.Text.Should().Contain("openapi/v2.json");
    }

    [Fact]
    public async Task A_browser_is_told_to_ask_nothing_of_other_hosts()
    {
        var (_, page) = await Page();

        var policy = page.Header("Content-Security-Policy")!.Split(';', StringSplitOptions.TrimEntries).ToDictionary(d => d.Split(' ')[0]);
        policy["default-src"].Should().Be("default-src 'none'");
        policy["connect-src"].Should().Be("connect-src 'self'");
        string.Join(' ', policy.Values).Should().NotContain("http").And.NotContain("*").And.NotContain("unsafe-eval");
        page.Header("Referrer-Policy").Should().Be("no-referrer");
    }

    [GeneratedRegex("""(?<![\w/])(?:https?:)?//[\w.-]+(?::\d+)?""")]
    private static partial Regex AbsoluteAddress();

    [GeneratedRegex("""<(?:script|link|img)\b[^>]*?\b(?:src|href)="(?<address>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Reference();

    private async Task<(Uri Address, Answer Page)> Page()
    {
        var address = new Uri(server.Address, "/docs");
        for (var redirects = 0; redirects <= 3; redirects++)
        {
            using var response = await server.Http.GetAsync(address, TestContext.Current.CancellationToken);
            if (response.Headers.Location is not { } location)
            {
                ((int)response.StatusCode).Should().Be(200);
                return (address, await Answer.OfAsync(response));
            }

            address = new Uri(address, location);
            address.Authority.Should().Be(server.Address.Authority);
        }

        throw new InvalidOperationException("/docs redirects without end.");
    }
}
