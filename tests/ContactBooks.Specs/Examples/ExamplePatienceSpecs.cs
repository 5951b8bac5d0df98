using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Examples;

/// <summary>How long an example waits, and when it gives up.</summary>
public sealed class ExamplePatienceSpecs : IDisposable
{
    private const int UploadFailed = 1;

    private readonly RunningServer _server;
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public ExamplePatienceSpecs(RunningServer server)
    {
        _server = server;
        _file = _folder.At("contacts.json");
        File.WriteAllText(_file, Api.Upload(Api.Rows(3)));
    }

    public static TheoryData<string> Languages => ExampleProgram.Languages;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task It_waits_as_long_as_the_server_asks(string language)
    {
        var api = await _server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(api, Fault.Refused(429, "RATE_LIMITED", retryAfter: 2));

        var ended = await ExampleProgram.In(language).RunAsync(api, [_file], front.Address);

        ended.Errors.Should().MatchRegex(@"^Book ""Retail Leads"": HTTP 429 RATE_LIMITED: Not now\. \(request id of-the-fault\); trying again in 2(\.0)? s\n$");
        front.Pause.Should().BeGreaterThan(TimeSpan.FromSeconds(1.9));
        ended.ExitCode.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task What_asks_for_more_than_its_patience_is_given_up_at_once(string language)
    {
        var api = await _server.NewCustomerAsync();
        await using var front = await FaultyFront.StartAsync(api, Fault.None, Fault.Refused(503, "STORE_UNAVAILABLE", retryAfter: 3600));

        var ended = await ExampleProgram.In(language).RunAsync(api, [_file], front.Address);

        ended.ExitCode.Should().Be(UploadFailed);
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
        var api = await _server.NewCustomerAsync();
        var clock = Stopwatch.StartNew();

        var ended = await ExampleProgram.In(language).RunAsync(api, [_file], nowhere, patience: 3);

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        ended.ExitCode.Should().Be(UploadFailed);
        ended.Output.Should().BeEmpty();
        ended.Errors.Should().MatchRegex(
            @"^(Book ""Retail Leads"": no answer \([^\n]+\); trying again in [0-9.]+ s\n)+Book ""Retail Leads"": no answer \([^\n]+\)\n"
            + @"The upload failed\. Surely in: 0 of 3 rows\.\n$");
        ended.Errors.Should().NotContain(api.Token);
    }
}
