using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
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
        Fault.BadGateway,
        Fault.Refused(429, "RATE_LIMITED", retryAfter: 0),
        Fault.Refused(409, "REQUEST_IN_PROGRESS", retryAfter: 1),
        Fault.Refused(503, "STORE_UNAVAILABLE"),
        Fault.Refused(504, "GATEWAY_TIMEOUT"),
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

            var ended = await ExampleProgram.In(language).RunAsync(api, [file], front.Address);

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
            api, Fault.AnswerLost, Fault.None, Fault.AnswerLost, Fault.None, Fault.RequestLost, Fault.None, Fault.AnswerCut, Fault.None);

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(2500)], front.Address);

        await ShouldBeDoneOnceAsync(api, ended, front, rows: 2500);
        front.Received.Should().HaveCount(8);
        front.Received.Chunk(2).Should().AllSatisfy(tries => tries[1].Should().Be(tries[0]));
        front.Received.Select(request => request.Key).Distinct().Should().HaveCount(4, "each request has a key of its own");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task An_answer_that_never_comes_is_not_waited_for_longer_than_half_its_patience(string language)
    {
        var api = await server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(api, Fault.None, Fault.AnswerNeverComes);

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(3)], front.Address, patience: 4);

        await ShouldBeDoneOnceAsync(api, ended, front, rows: 3);
        front.Received[2].Should().Be(front.Received[1]);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task It_waits_as_long_as_the_server_asks(string language)
    {
        var api = await server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(api, Fault.Refused(429, "RATE_LIMITED", retryAfter: 3));

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(3)], front.Address);

        ended.Errors.Should().MatchRegex(@"^Book ""Retail Leads"": HTTP 429 RATE_LIMITED: Not now\. \(request id of-the-fault\); trying again in 3(\.0)? s\n$");
        front.Pause.Should().BeGreaterThan(TimeSpan.FromSeconds(2.9));
        await ShouldBeDoneOnceAsync(api, ended, front, rows: 3);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_asks_for_more_than_its_patience_is_given_up_at_once(string language)
    {
        var api = await server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(api, Fault.None, Fault.Refused(503, "STORE_UNAVAILABLE", retryAfter: 3600));

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(3)], front.Address);

        ended.ExitCode.Should().Be(1);
        ended.Errors.Should().Be(
            """
            Rows 1 to 3: HTTP 503 STORE_UNAVAILABLE: Not now. (request id of-the-fault)
            The upload failed. Surely in: 0 of 3 rows.

            """);
        front.Received.Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Where_nothing_listens_it_gives_up_when_its_patience_ends(string language)
    {
        // Bound and not listening: nobody else can take the port.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nowhere = new Uri($"http://127.0.0.1:{((IPEndPoint)closed.LocalEndPoint!).Port}");
        var api = await server.NewCustomerAsync();
        var clock = Stopwatch.StartNew();

        var ended = await ExampleProgram.In(language).RunAsync(api, [FileOf(3)], nowhere, patience: 2);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        ended.ExitCode.Should().Be(1);
        ended.Output.Should().BeEmpty();
        ended.Errors.Should().MatchRegex(
            @"^(Book ""Retail Leads"": no answer \([^\n]+\); trying again in [0-9.]+ s\n)+Book ""Retail Leads"": no answer \([^\n]+\)\n"
            + @"The upload failed\. Surely in: 0 of 3 rows\.\n$");
        ended.Errors.Should().NotContain(api.Token);
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
