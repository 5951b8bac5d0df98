using System.Net;
using System.Text.RegularExpressions;
using ContactBooks.Core.Normalisation;
using ContactBooks.Server.Api.Reference;
using ContactBooks.Server.Api.Uploads;

namespace ContactBooks.Specs.Http.Docs;

public partial class DocsPageSpecs(RunningServer server)
{
    [Fact]
    public async Task The_reference_at_docs_is_a_page_that_needs_no_token()
    {
        var page = await DocsPage.GetAsync(server);

        page.Answer.Header("Content-Type").Should().Be("text/html; charset=utf-8");
        page.Html.Should().StartWith("<!DOCTYPE html>").And.Contain("<html lang=\"en\">").And.EndWith("</html>");
        page.Html.Should().Contain("<h1>Contact Books API</h1>");
    }

    [Theory]
    [InlineData("/docs")]
    [InlineData("/openapi/v2.json")]
    public async Task HEAD_is_answered_as_GET_is_without_the_body(string address)
    {
        using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), TestContext.Current.CancellationToken);
        using var get = await server.Http.GetAsync(address, TestContext.Current.CancellationToken);

        ((int)head.StatusCode).Should().Be(200);
        head.Content.Headers.ContentType.Should().Be(get.Content.Headers.ContentType);
        head.Headers.Select(header => header.Key).Should().BeEquivalentTo(get.Headers.Select(header => header.Key).Except(["Transfer-Encoding"]));
        (await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_browser_may_run_and_load_nothing_but_what_comes_from_here()
    {
        var page = await DocsPage.GetAsync(server);

        page.Answer.Header("Content-Security-Policy").Should().Be(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
        page.Answer.Header("Referrer-Policy").Should().Be("same-origin");
        page.Html.Should().NotMatchRegex("<style|<script>|\\sstyle=|\\son[a-z]+=", "the policy forbids what stands in the page itself");
    }

    [Fact]
    public async Task Its_page_names_no_other_host()
    {
        var page = await DocsPage.GetAsync(server);

        var hosts = AbsoluteAddress().Matches(page.Html).Select(match => match.Groups["host"].Value).Distinct();

        hosts.Should().BeEquivalentTo([server.Address.Authority, "www.w3.org"], "the second is the name of SVG's namespace in the page's own icon");
    }

    [Fact]
    public async Task What_it_loads_may_be_kept_for_good_since_another_content_has_another_address()
    {
        var page = await DocsPage.GetAsync(server);

        page.Assets.Should().HaveCount(5);
        foreach (var address in page.Assets)
        {
            using var response = await server.Http.GetAsync(address, TestContext.Current.CancellationToken);
            var asset = await Answer.OfAsync(response);
            ((int)asset.Status).Should().Be(200);
            address.Should().MatchRegex(@"^/assets/[0-9a-f]{16}/(theme\.css|theme\.js|docs\.css|choices\.js|docs\.js)$");
            var type = Path.GetExtension(address) == ".css" ? "css" : "javascript";
            asset.Header("Content-Type").Should().Be($"text/{type}; charset=utf-8");
            asset.Header("Cache-Control").Should().Be("public, max-age=31536000, immutable");
            asset.Text.Should().NotContain("//cdn").And.NotContain("https://").And.NotContain("@import");

            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.TryAddWithoutValidation("If-None-Match", asset.Header("ETag"));
            using var unchanged = await server.Http.SendAsync(again, TestContext.Current.CancellationToken);
            unchanged.StatusCode.Should().Be(HttpStatusCode.NotModified);

            using var head = await server.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, address), TestContext.Current.CancellationToken);
            ((int)head.StatusCode).Should().Be(200);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task All_of_a_first_visit_comes_in_less_than_100_kB(string encoding)
    {
        var sum = 0;
        foreach (var address in (await DocsPage.GetAsync(server)).Assets.Append("/docs"))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Add("Accept-Encoding", encoding);
            using var response = await server.Http.SendAsync(request, TestContext.Current.CancellationToken);
            response.Content.Headers.ContentEncoding.Should().Equal([encoding], address);
            sum += (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }

        sum.Should().BeInRange(10_000, 100_000);
    }

    [Theory]
    [InlineData("contacts.example.org")]
    [InlineData("contacts.example.org:8443")]
    [InlineData("[::1]:5091")]
    public async Task The_samples_call_the_address_that_the_reader_came_to(string host)
    {
        var page = await DocsPage.GetAsync(server, ("Host", host));

        page.Samples.Values.Should().OnlyContain(sample => sample.Contains($"\"http://{host}/api/v2/contact-books", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_that_is_the_proxys_address()
    {
        await using var proxied = await RunningServer.StartAsync(
            configured: settings => settings with { TrustedProxies = [IPNetwork.Parse("127.0.0.0/8")] });

        var page = await DocsPage.GetAsync(proxied, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "api.example.org"));

        page.Samples["uploadContacts.sh"].Should().Contain("https://api.example.org/api/v2/contact-books/grp_abc/contacts/bulk");
    }

    [Fact]
    public async Task Every_endpoint_is_told_with_its_parameters_fields_answer_and_errors()
    {
        var page = await DocsPage.GetAsync(server);
        foreach (var operation in ReferenceOperations.OfTheContract)
        {
            var section = page.Section(operation.Name);

            section.Should().Contain(operation.Summary).And.ContainAll(ReferenceParameters.Of(operation).Select(parameter => parameter.Name!));
            Lines(section).Should().Contain(Lines(ReferenceExamples.Response(operation)), "{0} has its answer", operation.Name);
            section.Should().ContainAll(ReferenceErrors.Of(operation).Select(error => error.Code));
        }

        page.Section("uploadContacts").Should().ContainAll(
            "defaultCountryCode", "contacts[].phone", "contacts[].displayName", "contacts[].firstName", "contacts[].lastName",
            "contacts[].email", "contacts[].companyName", "contacts[].customFields");

        static string Lines(string text) => text.ReplaceLineEndings("\n");
    }

    [Fact]
    public async Task Files_are_told_with_every_endpoint_of_imports_and_every_field()
    {
        var files = (await DocsPage.GetAsync(server)).Section("files");

        foreach (var operation in ReferenceOperations.OfImports)
        {
            var route = server.Host.Routes.Single(route => route.Metadata.GetMetadata<ReferenceOperation>() == operation).RoutePattern.RawText!.TrimEnd('/');
            files.Should().Contain(route).And.Contain(operation.Description);
        }

        files.Should().ContainAll(ReferenceFiles.Fields.Select(field => field.Name)).And.ContainAll(ReferenceFiles.FaultCodes)
            .And.ContainAll("CSV", "TSV", "XLSX", "NDJSON", "vCard", "gzip", "zip");
    }

    [Fact]
    public async Task Exports_are_told_with_every_field_and_format()
    {
        var exports = (await DocsPage.GetAsync(server)).Section("exports");

        exports.Should().ContainAll("format", "search", "delimiter", "bom").And.ContainAll("csv", "xlsx", "ndjson", "vcf");
    }

    [Theory]
    [InlineData("suppressions", ReferenceOperations.SuppressionsTag)]
    [InlineData("custom-fields", ReferenceOperations.CustomFieldsTag)]
    public async Task What_we_add_is_told_with_every_endpoint_of_it(string id, string tag)
    {
        var section = (await DocsPage.GetAsync(server)).Section(id);

        foreach (var operation in ReferenceOperations.All.Where(operation => operation.Tag == tag))
        {
            var route = server.Host.Routes.Single(route => route.Metadata.GetMetadata<ReferenceOperation>() == operation).RoutePattern.RawText!.TrimEnd('/');
            section.Should().Contain(route).And.Contain(operation.Description);
        }
    }

    [Fact]
    public async Task All_errors_row_statuses_and_reasons_are_told()
    {
        var page = await DocsPage.GetAsync(server);

        page.Section("errors").Should().ContainAll(ReferenceErrors.All.Select(error => error.Code));
        page.Section("rows").Should().ContainAll("CREATED", "UPDATED", "SKIPPED", "INVALID", "DUPLICATE_IN_REQUEST")
            .And.ContainAll(Enum.GetValues<InvalidReason>().Select(UploadAnswer.NameOf));
    }

    [Fact]
    public async Task The_limits_are_those_of_this_server()
    {
        await using var small = await RunningServer.StartAsync(configured: settings => settings with { MaxBodyBytes = 1536 * 1024, MaxImportBytes = 2560 * 1024 });

        (await DocsPage.GetAsync(server)).Section("limits").Should().ContainAll("8 MiB", "512 MiB", "1 to 1000", "16 KiB", "24 hours");
        (await DocsPage.GetAsync(small)).Section("limits").Should().ContainAll("1.5 MiB", "2.5 MiB").And.NotContainAny("8 MiB", "512 MiB");
    }

    [Fact]
    public async Task The_phones_that_it_shows_are_read_as_an_upload_reads_them()
    {
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        var rows = PhoneRow().Matches((await DocsPage.GetAsync(server)).Html);

        rows.Should().HaveCountGreaterThanOrEqualTo(10);
        foreach (var groups in rows.Select(row => row.Groups))
        {
            var (sent, told) = (DocsPage.TextOf(groups["sent"].Value), DocsPage.TextOf(groups["told"].Value).Trim());
            var row = await api.UploadOneAsync(book, $$"""{"phone":{{System.Text.Json.JsonSerializer.Serialize(sent)}}}""");
            told.Should().Be(row.TryGetProperty("contact", out var contact) ? contact.Text("phone") : row.Text("message"), sent);
        }
    }

    [Fact]
    public async Task The_documents_that_it_leads_to_are_there()
    {
        var page = await DocsPage.GetAsync(server);
        var links = Link().Matches(page.Html).Select(match => match.Groups["address"].Value).Distinct().ToArray();

        links.Should().Contain("/openapi/v2.json");
        foreach (var link in links.Where(link => link.StartsWith('/')))
        {
            using var response = await server.Http.GetAsync(link, TestContext.Current.CancellationToken);
            ((int)response.StatusCode).Should().Be(200, link);
        }

        foreach (var anchor in links.Where(link => link.StartsWith('#')))
        {
            page.Html.Should().Contain($"id=\"{anchor[1..]}\"");
        }
    }

    [GeneratedRegex("""//(?<host>[\w.-]+(?::\d+)?)""")]
    private static partial Regex AbsoluteAddress();

    [GeneratedRegex("""<a\b[^>]*?\bhref="(?<address>[^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Link();

    /// <summary>A row whose first cell has a digit of any script in it.</summary>
    [GeneratedRegex("""<tr><td><code>(?<sent>[^<]*\d[^<]*)</code></td>\s*<td>(?<told>.*?)</td></tr>""", RegexOptions.Singleline)]
    private static partial Regex PhoneRow();
}
