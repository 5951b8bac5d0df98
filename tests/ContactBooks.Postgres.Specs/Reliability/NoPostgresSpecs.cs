using System.Diagnostics;
using System.Net;
using ContactBooks.Specs.Running;
using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>There is no PostgreSQL at all: for a while, or when a node starts.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class NoPostgresSpecs
{
    private const int AtOnce = 16;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_PostgreSQL_every_request_is_answered_503_soon_and_when_it_is_back_all_is_well_without_a_restart()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var nodes = await TwoNodes.StartAsync(postgres.ConnectionString());
        using var http = nodes[0].Connect();
        (await nodes.Caller.UploadAsync(nodes.Book, new Upload("before", [1, 2, 3]).Body, "before")).Status.Should().Be(200);

        for (var outage = 0; outage < 2; outage++)
        {
            await (outage == 0 ? postgres.StopAsync() : postgres.KillAsync());
            (await StatusAsync(http, "/health/ready")).Should().Be(HttpStatusCode.ServiceUnavailable);
            (await StatusAsync(http, "/health/live")).Should().Be(HttpStatusCode.OK);
            await IsRefusedAsync(nodes);

            await postgres.StartAsync();
            await IsReadyAsync(http);
            var after = new Upload($"after{outage}", [4, 5, 6]);
            (await nodes.Caller.UploadAsync(nodes.Book, after.Body, after.Marker)).Status.Should().Be(200);
            (await nodes.Caller.UploadAsync(nodes.Book, new Upload("before", [1, 2, 3]).Body, "before")).IsReplay.Should().BeTrue();
            (await nodes.Caller.ContactCountAsync(nodes.Book)).Should().Be(6);
        }
    }

    [Fact]
    public async Task A_node_that_is_started_without_PostgreSQL_says_so_and_ends_with_69()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await postgres.StopAsync();

        var ended = await ContactBooksProcess.RunAsync(["serve", "--postgres", postgres.ConnectionString() + ";Password=secret", "--urls", "http://127.0.0.1:0"]);

        ended.ShouldBeRefused(69, "PostgreSQL can't be reached").Errors.Should().NotContain("secret");
    }

    [Fact]
    public async Task A_node_that_is_started_with_a_standby_alone_says_so_and_ends_with_69()
    {
        await using var pair = await PostgresPair.StartNewAsync();
        await pair.KillPrimaryAsync();

        var ended = await ContactBooksProcess.RunAsync(["serve", "--postgres", pair.ConnectionString(), "--urls", "http://127.0.0.1:0"]);

        ended.ShouldBeRefused(69, "none of its hosts is a primary");
    }

    private static async Task IsRefusedAsync(TwoNodes nodes)
    {
        var asked = Enumerable.Range(0, AtOnce).Select(async number =>
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await ((number % 4) switch
            {
                0 => nodes.Caller.GetAsync(Caller.Books),
                1 => nodes.Caller.GetAsync($"{Caller.Books}/{nodes.Book}/contacts?search=name"),
                2 => nodes.Caller.UploadAsync(nodes.Book, new Upload($"during{number}", [100 + number]).Body),
                _ => nodes.Caller.UploadAsync(nodes.Book, new Upload($"during{number}", [100 + number]).Body, $"during{number}"),
            });
            return (Answer: answer, After: Stopwatch.GetElapsedTime(begun));
        });
        foreach (var (answer, after) in await Task.WhenAll(asked))
        {
            answer.Code.Should().Be("STORE_UNAVAILABLE", "{0}", answer);
            answer.Status.Should().Be(503);
            answer.Header("Retry-After").Should().NotBeNull();
            answer.Text.Should().NotContain("OUTCOME_UNKNOWN", "nothing was under way");
            after.Should().BeLessThan(AnswersWithin);
        }
    }

    private static async Task IsReadyAsync(HttpClient http)
    {
        var begun = Stopwatch.GetTimestamp();
        while (await StatusAsync(http, "/health/ready") != HttpStatusCode.OK)
        {
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(ReadyWithin);
            await Task.Delay(20, Cancellation);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }
}
