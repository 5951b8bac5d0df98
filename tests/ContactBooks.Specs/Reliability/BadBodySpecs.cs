using System.Net.Http.Headers;
using CsCheck;

namespace ContactBooks.Specs.Reliability;

/// <summary>Alone in the process, since it looks at the process's memory.</summary>
[CollectionDefinition(nameof(AloneInTheProcess), DisableParallelization = true)]
public sealed class AloneInTheProcess;

[Collection(nameof(AloneInTheProcess))]
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
