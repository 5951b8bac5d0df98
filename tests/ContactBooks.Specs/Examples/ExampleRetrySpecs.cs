using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>What may have been done and what may yet be done is asked for again, with the same key, and done once.</summary>
public sealed class ExampleRetrySpecs(RunningServer server) : IDisposable
{
    private static readonly Fault[] Passing =
    [
        Fault.RequestLost,
        Fault.AnswerLost,
        Fault.AnswerCut,
        Fault.AnswerHalved,
        Fault.AnswerNeverComes,
        Fault.ProxyPage,
        Fault.ProxyJson,
        Fault.Refused(429, "RATE_LIMITED", retryAfter: 0),
        Fault.Refused(409, "REQUEST_IN_PROGRESS", retryAfter: 1),
        Fault.Refused(503, "STORE_UNAVAILABLE"),
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Languages => ExampleProgram.Languages;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Whatever_befalls_a_request_it_is_sent_again_with_its_key_and_done_once(string language)
    {
        var file = FileOf(3);
        await Task.WhenAll(Passing.Select(async fault =>
        {
            var api = await server.NewCustomerAsync();
            await using var front = await FaultyFront.StartAsync(api, Fault.None, fault);

            var ended = await ExampleProgram.In(language).RunAsync(api, [file], front.Address, patience: fault == Fault.AnswerNeverComes ? 6 : null);

            await ShouldBeDoneOnceAsync(api, ended, front, rows: 3, because: fault.Name);
            front.Received.Select(request => request.Key).Distinct().Should().HaveCount(2, fault.Name);
            front.Received.Should().HaveCount(3, fault.Name);
            front.Received[2].Should().Be(front.Received[1], fault.Name);

            // PHP's library by itself sends again, without a word, what a kept connection ended upon.
            ended.Errors.Should().MatchRegex("^(Rows 1 to 3: [^\n]+; trying again in [0-9.]+ s\n)?$", fault.Name);
        }));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Answers_lost_all_along_the_way_leave_one_book_with_each_row_once(string language)
    {
        var api = await server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(
            api, Fault.AnswerLost, Fault.None, Fault.AnswerCut, Fault.None, Fault.RequestLost, Fault.None, Fault.AnswerLost, Fault.None);

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(2500)], front.Address);

        await ShouldBeDoneOnceAsync(api, ended, front, rows: 2500);
        front.Received.Should().HaveCount(8);
        front.Received.Chunk(2).Should().AllSatisfy(tries => tries[1].Should().Be(tries[0]));
        front.Received.Select(request => request.Key).Distinct().Should().HaveCount(4, "each request has a key of its own");
    }

    private static async Task ShouldBeDoneOnceAsync(Api api, Ended ended, FaultyFront front, int rows, string because = "")
    {
        ended.ExitCode.Should().Be(0, "{0}: {1}", because, ended.Errors);
        var book = await api.OnlyBookAsync();
        ended.Output.Should().Be($"Book {book} \"Retail Leads\"\n{rows} rows: {rows} created, 0 updated, 0 skipped, 0 invalid\n", because);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(rows, because);
        front.Received.Should().NotContain(request => request.Key.Length == 0, "each has a key");
    }

    private string FileOf(int rows)
    {
        var path = _folder.At("contacts.json");
        File.WriteAllText(path, Api.Upload(Api.Rows(rows)));
        return path;
    }
}
