using System.Net;
using System.Net.Sockets;
using ContactBooks.Specs.Hosting;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Reliability;

/// <summary>A stop behind a load balancer: it asks /health/ready, and until it has turned elsewhere every request is answered.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class DrainSpecs : IDisposable
{
    private const int Clients = 8;
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clients_that_keep_their_connections_alive_and_turn_elsewhere_in_time_see_no_failed_request()
    {
        var account = await _folder.NewAccountAsync();
        await using var server = await _folder.ServeAsync(Draining(2));
        var book = await new Caller(server.Http, account).NewBookAsync();
        using var turned = new CancellationTokenSource();
        var answered = new int[Clients];
        var running = Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            // Reads and uploads, over connections of its own that are kept alive.
            using var http = server.Connect();
            var caller = new Caller(http, account);
            while (!turned.IsCancellationRequested)
            {
                var answer = number % 2 == 0
                    ? await caller.GetAsync($"{Caller.Books}/{book}/contacts")
                    : await caller.UploadAsync(book, new Upload($"c{number}u{answered[number]}", [answered[number] + (number * 1_000_000)]).Body);
                answer.Status.Should().Be(200, "{0}", answer);
                answered[number]++;
            }
        })).ToArray();
        await AdvanceAsync(answered);

        server.AskToStop();
        await server.WritesAsync("Asked to stop", Within);

        using var balancer = server.Connect();
        (await balancer.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode
            .Should().Be(HttpStatusCode.ServiceUnavailable, "at once");
        (await balancer.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode.Should().Be(HttpStatusCode.OK);
        await AdvanceAsync(answered, by: 20);

        // The load balancer has turned elsewhere; what it sent before is answered.
        await turned.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Within, TestContext.Current.CancellationToken);
        (await server.EndAsync(Within)).Should().Be(0, "{0}", server.Output);
        _folder.Stored.IntegrityCheck.Should().Be("ok");
    }

    [Fact]
    public async Task Every_answer_from_the_signal_on_is_the_last_of_its_connection_and_an_idle_one_stays_open()
    {
        await using var server = await _folder.ServeAsync(Draining(3));
        using var idle = await RawRequest.ConnectAsync(server.Address);
        await idle.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n");
        await idle.ReadUntilAsync("live");
        idle.Received.Should().NotContain("Connection: close");

        server.AskToStop();
        await server.WritesAsync("Asked to stop", Within);

        foreach (var path in new[] { "/health/ready", "/api/v2/contact-books", "/nothing", "/metrics" })
        {
            using var later = await RawRequest.ConnectAsync(server.Address);
            await later.SendAsync($"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n");
            await later.ReadToCloseAsync();
            later.Received.Should().StartWith("HTTP/1.1 ").And.Contain("\r\nConnection: close\r\n", "{0}", path);
        }

        await idle.SendAsync("GET /health/live?again HTTP/1.1\r\nHost: x\r\n\r\n");
        await idle.ReadToCloseAsync();
        idle.Received.Split("HTTP/1.1 200 OK").Should().HaveCount(3, "it was answered once more");
        idle.Received.Should().Contain("Connection: close");
        (await server.EndAsync(Within)).Should().Be(0);
    }

    [Fact]
    public async Task Over_http_2_clients_are_told_to_go_away_and_none_of_their_requests_fails()
    {
        using var certificates = new TestCertificates();
        certificates.Write(certificates.Issue());
        var environment = certificates.Environment();
        environment["CONTACTBOOKS__DRAINSECONDS"] = "2";
        await using var server = ContactBooksProcess.Start(["serve", "--data", _folder.Path, "--urls", "https://127.0.0.1:0"], environment);
        var address = await server.ListeningAsync();
        var connections = 0;
        using var http = certificates.Connect(HttpVersion.Version20, _ => Interlocked.Increment(ref connections), keepAlive: true);
        using var turned = new CancellationTokenSource();
        var answered = new int[Clients];
        var running = Enumerable.Range(0, Clients).Select(number => Task.Run(async () =>
        {
            while (!turned.IsCancellationRequested)
            {
                using var answer = await http.GetAsync(new Uri(address, "/health/live"));
                answer.StatusCode.Should().Be(HttpStatusCode.OK);
                answered[number]++;
            }
        })).ToArray();
        await AdvanceAsync(answered);
        var before = connections;

        server.Terminate();
        await AdvanceAsync(answered, until: () => server.Errors.Contains("Asked to stop", StringComparison.Ordinal) && connections > before);

        await turned.CancelAsync();
        await Task.WhenAll(running).WaitAsync(Within, TestContext.Current.CancellationToken);
        (await server.EndAsync()).ShouldBeDone();
    }

    [Fact]
    public async Task Without_a_drain_a_stop_refuses_new_connections_at_once()
    {
        await using var server = await _folder.ServeAsync();

        server.AskToStop();

        (await server.EndAsync(TimeSpan.FromSeconds(5))).Should().Be(0);
        var connect = () => RawRequest.ConnectAsync(server.Address);
        await connect.Should().ThrowAsync<SocketException>();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("301")]
    [InlineData("5s")]
    public async Task A_drain_that_is_no_number_of_seconds_is_refused(string seconds) =>
        (await ContactBooksProcess.RunAsync(["serve", "--data", _folder.Path], new Dictionary<string, string> { ["CONTACTBOOKS__DRAINSECONDS"] = seconds }))
            .ShouldBeRefused(78, "ContactBooks:DrainSeconds", "0 to 300");

    private static Dictionary<string, string> Draining(int seconds) =>
        new() { ["CONTACTBOOKS__DRAINSECONDS"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    /// <summary>Ends when every client was answered some times more.</summary>
    private static async Task AdvanceAsync(int[] answered, int by = 3, Func<bool>? until = null)
    {
        var goal = answered.Select(count => count + by).ToArray();
        using var limit = new CancellationTokenSource(Within);
        while (answered.Zip(goal).Any(one => one.First < one.Second) || until?.Invoke() == false)
        {
            await Task.Delay(10, limit.Token);
        }
    }
}
