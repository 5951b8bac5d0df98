using System.Collections.Concurrent;
using System.Diagnostics;
using ContactBooks.Specs.Servers;

namespace ContactBooks.Specs.Reliability;

/// <summary>Nodes behind HAProxy are stopped and started in turn, as an update does it, and no client notices.</summary>
[Collection(nameof(NothingBesideIt))]
public sealed class RollingStopSpecs
{
    private const int Clients = 16;
    private const int DrainSeconds = 5; // as docs/operating.md has it
    private static readonly int Stops = Soak.Is ? 50 : 2; // each node once
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _failures = [];
    private readonly int[] _answered = new int[Clients];
    private readonly int[] _contacts = new int[Clients];

    [Fact]
    public async Task A_node_that_is_stopped_under_load_fails_no_request_of_clients_behind_the_proxy()
    {
        await using var postgres = await PostgresServer.StartNewAsync();
        await using var nodes = await TwoNodes.StartAsync(postgres.ConnectionString(), DrainSeconds);
        await using var proxy = await HaProxy.StartAsync(nodes.Addresses);
        using var stop = new CancellationTokenSource();
        var running = Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunAsync(client, proxy.Address, nodes, stop.Token))).ToArray();

        for (var round = 0; round < Stops; round++)
        {
            var node = nodes[round % 2];
            await AdvanceAsync();
            (await node.StopAsync()).Should().Be(0, "{0}", node.Output);
            await AdvanceAsync();
            await node.StartAgainAsync();
            await IsAskedAsync(node);
            _failures.Should().BeEmpty("in round {0}", round);
        }

        await stop.CancelAsync();
        await Task.WhenAll(running);
        _failures.Should().BeEmpty();
        var stored = await StoredContacts.ReadAsync(postgres.ConnectionString());
        stored.Contacts.Should().HaveCount(_contacts.Sum());
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stops} stops, {_answered.Sum()} requests of {Clients} clients answered 200, 0 failed; {_contacts.Sum()} contacts");
    }

    /// <summary>Reads and uploads over a connection that is kept alive, until it is told to stop.</summary>
    private async Task RunAsync(int client, Uri address, TwoNodes nodes, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = address };
        var caller = new Caller(http, nodes.Account);
        var path = $"{Caller.Books}/{nodes.Book}/contacts?limit=10";
        for (var number = 0; !stop.IsCancellationRequested; number++)
        {
            int[] contacts = [.. Enumerable.Range((client * 1_000_000) + _contacts[client], 20)];
            var isUpload = number % 2 == client % 2;
            try
            {
                var answer = isUpload ? await caller.UploadAsync(nodes.Book, new Upload($"c{client}n{number}", contacts).Body) : await caller.GetAsync(path);
                if (answer.Status != 200)
                {
                    _failures.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} client {client}: {answer}");
                    continue;
                }
            }
            catch (HttpRequestException e)
            {
                _failures.Enqueue($"{DateTime.UtcNow:HH:mm:ss.fff} client {client}: {e}");
                continue;
            }

            Interlocked.Increment(ref _answered[client]);
            _contacts[client] += isUpload ? contacts.Length : 0;
        }
    }

    /// <summary>Ends when every client was answered some times more.</summary>
    private async Task AdvanceAsync()
    {
        var goal = _answered.Select(count => count + 3).ToArray();
        var begun = Stopwatch.GetTimestamp();
        while (_answered.Zip(goal).Any(one => one.First < one.Second))
        {
            _failures.Should().BeEmpty();
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Within);
            await Task.Delay(10);
        }
    }

    /// <summary>Ends when a node that was started again gets uploads from the proxy.</summary>
    private static async Task IsAskedAsync(Node node)
    {
        using var http = node.Connect();
        var begun = Stopwatch.GetTimestamp();
        while (!(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Contains("contactbooks_uploads_total{", StringComparison.Ordinal))
        {
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(Within);
            await Task.Delay(50);
        }
    }
}
