using System.Net.Http.Headers;
using CsCheck;

namespace ContactBooks.Specs.Reliability;

[Collection(nameof(NothingBesideIt))]
public sealed class BadBodySpecs
{
    private const long HeapMayGrow = 32 * 1024 * 1024;

    private static readonly int Bodies = Soak.Is ? 100_000 : 10_000;

    [Fact]
    public async Task Whatever_body_is_sent_the_answer_is_an_envelope_and_no_5xx_and_memory_stays_flat()
    {
        await using var server = await LiveServer.StartAsync();
        var caller = await server.NewCustomerAsync();
        var book = await caller.NewBookAsync();
        string[] paths = [Caller.UploadPath(book), Caller.Books, $"{Caller.Books}/{book}", $"{Caller.UploadPath(book)}?dryRun=true"];
        var requests = Gen.Select(BadBody.Any, Gen.OneOf(paths), (body, path) => (Body: body, Path: path));

        await SampleAsync(caller, requests, Bodies / 10);
        var before = HeapAfterCollection();
        await SampleAsync(caller, requests, Bodies - (Bodies / 10));
        var after = HeapAfterCollection();

        (after - before).Should().BeLessThan(HeapMayGrow, "the heap was {0:N0} bytes before and {1:N0} after", before, after);
        TestContext.Current.TestOutputHelper?.WriteLine($"heap {before:N0} bytes before, {after:N0} after");
        var good = await caller.UploadAsync(book, new Upload("after", [1, 2, 3]).Body);
        good.Status.Should().Be(200, "{0}", good);
        good.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task Whatever_is_asked_for_in_a_query_the_answer_is_an_envelope_and_no_5xx()
    {
        await using var server = await LiveServer.StartAsync();
        var caller = await server.NewCustomerAsync();
        var book = await caller.NewBookAsync();
        (await caller.UploadAsync(book, new Upload("u", [.. Enumerable.Range(0, 100)]).Body)).Status.Should().Be(200);
        var cursor = (await caller.GetAsync($"{Caller.Books}/{book}/contacts?limit=1")).Data.GetProperty("pagination").GetProperty("nextCursor").GetString()!;
        var value = Gen.OneOf(
            Gen.OneOf(
                "", "0", "1", "-1", "1000", "1001", "9223372036854775807", "9223372036854775808", "abc", "ACTIVE", "INACTIVE", "%", "_", "name 1.", "9198", "+91 98",
                "\uFFFE", "e\u0301", "\u0130", "\0", "true", cursor, cursor[..^1], cursor + "A", "\t", "..", new string('9', 300)),
            Gen.String[Gen.Char['\0', '\uFFFF'], 0, 30].Select(text => string.Concat(text.Where(c => !char.IsSurrogate(c)))));
        var query = Gen.Select(Gen.OneOf("page", "limit", "cursor", "search", "status", "other"), value).List[0, 4];

        await Gen.Select(query, Gen.Bool).SampleAsync(
            async asked =>
            {
                var (parts, isContacts) = asked;
                var path = isContacts ? $"{Caller.Books}/{book}/contacts" : Caller.Books;
                var answer = await caller.GetAsync($"{path}?{string.Join('&', parts.Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}"))}");
                answer.Status.Should().BeOneOf([200, 400], "{0}", answer);
                EnvelopeRule.Fault(answer).Should().BeNull("{0}", answer);
            },
            iter: Bodies / 4,
            threads: 2);
    }

    [Fact]
    public async Task A_name_with_U_FFFE_in_it_comes_back_as_it_went_in_and_is_found()
    {
        await using var server = await LiveServer.StartAsync();
        var caller = await server.NewCustomerAsync();
        var book = await caller.NewBookAsync("Book \uFFFE e\u0301");
        await caller.PostAsync(Caller.UploadPath(book), new { contacts = new[] { new { phone = Upload.PhoneOf(1), displayName = "Ze\uFFFE\u0301e\u0301" } } });

        var found = await caller.GetAsync($"{Caller.Books}/{book}/contacts?search={Uri.EscapeDataString("\uFFFE\u0301\u00E9")}");
        found.Data.GetProperty("items")[0].GetProperty("displayName").GetString().Should().Be("Ze\uFFFE\u0301\u00E9", "it is composed around it");
        found.Data.GetProperty("contactBook").GetProperty("name").GetString().Should().Be("Book \uFFFE \u00E9");
    }

    private static Task SampleAsync(Caller caller, Gen<(BadBody Body, string Path)> requests, int count) => requests.SampleAsync(
        async sent =>
        {
            var (body, path) = sent;
            var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body.Bytes) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (body.Encoding is not null)
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Encoding", body.Encoding);
            }

            var answer = await caller.SendAsync(request);
            answer.Status.Should().BeLessThan(500, "{0}", answer);
            EnvelopeRule.Fault(answer).Should().BeNull("{0}", answer);
        },
        iter: count,
        threads: 2,
        print: request => $"{request.Path} {BadBody.Show(request.Body)}");

    private static long HeapAfterCollection()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
