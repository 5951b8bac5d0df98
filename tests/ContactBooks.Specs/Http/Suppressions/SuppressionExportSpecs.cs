using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContactBooks.Specs.Http.Suppressions;

/// <summary>The suppression list as a file, and the file back onto the list.</summary>
public class SuppressionExportSpecs(RunningServer server)
{
    private const string Path = "/api/v2/suppressions";

    [Theory]
    [InlineData("csv")]
    [InlineData("csv&bom=true&delimiter=semicolon")]
    [InlineData("xlsx")]
    [InlineData("ndjson")]
    public async Task Another_customer_who_imports_it_suppresses_the_same_phones_for_the_same_reasons(string format)
    {
        var (mine, theirs) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        await SuppressAsync(
            mine,
            """{"phone":"9800000001","reason":"Replied STOP, \"now\"; बंद"}""",
            """{"phone":"9800000002"}""",
            """{"phone":"9800000003","reason":"=HYPERLINK(\"http://evil.example\")"}""",
            """{"phone":"+1 202 555 0100","reason":"'+1"}""");

        var file = await mine.GetAsync($"{Path}/export?format={format}");
        var content = new ByteArrayContent(file.Body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        var import = (await theirs.SendAsync(HttpMethod.Post, $"{Path}/import", content)).Succeeds("Suppressions imported");

        import.GetProperty("summary").ShouldBeJson("""{"total":4,"suppressed":4,"alreadySuppressed":0,"invalid":0}""");
        (await ListAsync(theirs)).Should().BeEquivalentTo(await ListAsync(mine));
    }

    [Fact]
    public async Task In_csv_phones_stay_whole_and_nothing_runs()
    {
        var api = await server.NewCustomerAsync();
        await SuppressAsync(api, """{"phone":"9800000001","reason":"=1+1"}""");

        var file = await api.GetAsync($"{Path}/export");

        file.Header("Content-Type").Should().Be("text/csv; charset=utf-8");
        file.Header("Content-Disposition").Should().Be("attachment; filename=\"suppressions.csv\"");
        file.Text.Split("\r\n").Should().HaveCount(3).And.StartWith("phone,reason,source,addedBy,createdAt");
        file.Text.Split("\r\n")[1].Should().StartWith($"+91 9800000001,'=1+1,API,{api.TokenUid},20").And.EndWith("Z");
    }

    [Fact]
    public async Task A_list_of_more_than_a_page_is_whole_and_an_empty_one_a_header()
    {
        var (full, empty) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var numbers = Enumerable.Range(0, 2100).Select(i => $"98{i:D8}").ToArray();
        await full.PostAsync($"{Path}/import?defaultCountryCode=91", string.Join('\n', numbers.Prepend("phone")), ("Content-Type", "text/csv"));

        var lines = (await full.GetAsync($"{Path}/export?format=ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Select(line => JsonDocument.Parse(line).RootElement.Text("phone")).Order(StringComparer.Ordinal).Should().Equal(numbers.Select(number => $"+91{number}"));
        (await empty.GetAsync($"{Path}/export")).Text.Should().Be("phone,reason,source,addedBy,createdAt\r\n");
        (await empty.GetAsync($"{Path}/export?bom=true")).Body.AsSpan(0, 3).ToArray().Should().Equal(Encoding.UTF8.GetPreamble());
    }

    [Theory]
    [InlineData("format=vcf", "format")]
    [InlineData("format=pdf", "format")]
    [InlineData("delimiter=x", "delimiter")]
    [InlineData("bom=x", "bom")]
    public async Task A_format_that_there_is_not_is_refused(string query, string path)
    {
        var api = await server.NewCustomerAsync();

        (await api.GetAsync($"{Path}/export?{query}")).Faults().Should().Equal((path, "INVALID_VALUE"));
        (await api.With(null).GetAsync($"{Path}/export")).Fails(401, "MISSING_AUTH_TOKEN");
    }

    private static async Task SuppressAsync(Api api, params string[] phones) =>
        (await api.PostAsync(Path, $$"""{"defaultCountryCode":"91","phones":[{{string.Join(',', phones)}}]}""")).Succeeds("Phones suppressed");

    private static async Task<IEnumerable<(string?, string?)>> ListAsync(Api api) =>
        (await api.GetAsync(Path)).Succeeds("Suppressions retrieved").GetProperty("items").EnumerateArray().Select(one => (one.Text("phone"), one.Text("reason"))).ToArray();
}
