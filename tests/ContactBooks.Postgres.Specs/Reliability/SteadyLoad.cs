using System.Diagnostics;

namespace ContactBooks.Specs.Reliability;

/// <summary>Clients that upload to two nodes at once, most of them with keys, until they are stopped.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    /// <summary>How long any client may go without an answer, whatever happens meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _running;

    /// <summary>Starts them.</summary>
    /// <param name="nodes">The nodes; each client begins with one and turns to the other when it fails.</param>
    /// <param name="withKeys">Clients with keys.</param>
    /// <param name="withoutKeys">Clients without.</param>
    /// <param name="seed">What their choices follow from.</param>
    public SteadyLoad(TwoNodes nodes, int withKeys, int withoutKeys, int seed)
    {
        Clients = [.. Enumerable.Range(0, withKeys + withoutKeys)
            .Select(number => new SteadyClient(nodes.Account, nodes.Book, number, number < withKeys, nodes.Addresses, seed))];
        _running = [.. Clients.Select(client => Task.Run(() => client.RunAsync(_stop.Token)))];
    }

    public IReadOnlyList<SteadyClient> Clients { get; }

    /// <summary>How often clients had to try again, by reason.</summary>
    public string Troubles => string.Join(", ", Clients.SelectMany(client => client.Troubles)
        .GroupBy(trouble => trouble.Key, trouble => trouble.Value).OrderBy(trouble => trouble.Key).Select(trouble => $"{trouble.Sum()} × {trouble.Key}"));

    /// <summary>Waits until every client has some more acknowledgements; the moments of the first of all and of the last client's first, from now on.</summary>
    public Task<(TimeSpan First, TimeSpan All)> AdvanceAsync(int by = 3) => WritesSinceAsync(Stopwatch.GetTimestamp(), by);

    /// <summary>The same, and then to any moment of the uploads that are under way.</summary>
    public async Task AdvanceToAnyMomentAsync(Random random)
    {
        await AdvanceAsync();
        await Task.Delay(random.Next(200));
    }

    /// <summary>The same from a moment that may be past.</summary>
    public async Task<(TimeSpan First, TimeSpan All)> WritesSinceAsync(long since, int count = 1)
    {
        while (Clients.Any(client => client.MomentsSince(since).Count < count))
        {
            _running.Select(client => client.Exception).Should().OnlyContain(fault => fault == null);
            Clients.SelectMany(client => client.Failures).Should().BeEmpty();
            Stopwatch.GetElapsedTime(since).Should().BeLessThan(Patience, "every client is answered again");
            await Task.Delay(5);
        }

        var firsts = Clients.Select(client => Stopwatch.GetElapsedTime(since, client.MomentsSince(since)[0])).ToArray();
        return (firsts.Min(), firsts.Max());
    }

    /// <summary>Stops them; the last upload of each has its answer when this returns.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var client in Clients)
        {
            client.Dispose();
        }

        _stop.Dispose();
    }
}
