using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace ContactBooks.Specs.Reliability;

/// <summary>
/// A client that uploads new contacts, one upload after the other, and remembers what it was told of each. With keys it does
/// what the contract asks of a good client: it sends again with the same key upon 409, 503 or a lost connection, after
/// <c>Retry-After</c>, to the next of the servers it knows. Without keys it sends each upload once.
/// </summary>
internal sealed class SteadyClient(Account account, string book, int number, bool hasKeys, IReadOnlyList<Uri> servers, int seed) : IDisposable
{
    private const int ContactsOfAClient = 1_000_000;
    private const int MaxRows = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UnlessTold = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient[] _servers = [.. servers.Select(address => new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) })];
    private readonly List<Acknowledgement> _acknowledged = [];
    private readonly Random _random = new(seed + number);
    private int _server = number % servers.Count;
    private int _uploads;
    private int _contacts;

    public bool HasKeys => hasKeys;

    /// <summary>What was answered 200: on disk, whole and once, whatever happens.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledged
    {
        get
        {
            lock (_acknowledged)
            {
                return [.. _acknowledged];
            }
        }
    }

    /// <summary>Without a key, what was answered 503 and nothing was said of an unknown outcome: absent.</summary>
    public ConcurrentQueue<Upload> Refused { get; } = [];

    /// <summary>Without a key, <c>OUTCOME_UNKNOWN</c> or a lost connection: there whole, or not at all.</summary>
    public ConcurrentQueue<Upload> Undecided { get; } = [];

    /// <summary>What must not happen: any other answer, or none in a minute of retries.</summary>
    public ConcurrentQueue<string> Failures { get; } = [];

    /// <summary>How often it was told what made it try again.</summary>
    public ConcurrentDictionary<string, int> Troubles { get; } = [];

    /// <summary>When it was acknowledged something, from a moment on.</summary>
    public IReadOnlyList<long> MomentsSince(long moment)
    {
        lock (_acknowledged)
        {
            return [.. _acknowledged.AsEnumerable().Reverse().TakeWhile(told => told.At > moment).Select(told => told.At).Reverse()];
        }
    }

    /// <summary>Uploads until it is told to stop, and goes on until the last has its answer.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await SendAsync(Next());
        }
    }

    public void Dispose() => Array.ForEach(_servers, server => server.Dispose());

    private async Task SendAsync(Upload upload)
    {
        var key = hasKeys ? $"key-{upload.Marker}" : null;
        for (var begun = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begun) < Patience;)
        {
            var answer = await TryAsync(upload, key);
            switch (answer)
            {
                case { Status: 200 }:
                    lock (_acknowledged)
                    {
                        _acknowledged.Add(Acknowledgement.Of(upload, answer, Stopwatch.GetElapsedTime(begun)));
                    }

                    return;
                case null or { Status: 503 } or { Status: 409 } when hasKeys:
                    await TurnAsync(answer);
                    break;
                case null or { Status: 503 }:
                    var isUndecided = answer is null || answer.Text.Contains("OUTCOME_UNKNOWN", StringComparison.Ordinal);
                    (isUndecided ? Undecided : Refused).Enqueue(upload);
                    await TurnAsync(answer);
                    return;
                default:
                    Failures.Enqueue($"{upload.Marker}: {answer}");
                    return;
            }
        }

        Failures.Enqueue($"{upload.Marker}: no 200 in {Patience.TotalSeconds} s");
    }

    /// <summary>Sends it once; null if the connection failed.</summary>
    private async Task<Answer?> TryAsync(Upload upload, string? key)
    {
        try
        {
            return await new Caller(_servers[_server], account).UploadAsync(book, upload.Body, key);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Waits as long as it was told to and turns to the next server.</summary>
    private async Task TurnAsync(Answer? answer)
    {
        var isUnknown = answer?.Text.Contains("OUTCOME_UNKNOWN", StringComparison.Ordinal) == true;
        var trouble = answer is null ? "connection lost" : isUnknown ? "503 unknown" : answer.Status.ToString(CultureInfo.InvariantCulture);
        Troubles.AddOrUpdate(trouble, 1, (_, count) => count + 1);
        if (answer is not null && answer.Header("Retry-After") is null)
        {
            Failures.Enqueue($"{answer} without Retry-After");
        }

        _server = (_server + 1) % _servers.Length;
        await Task.Delay(answer?.Header("Retry-After") is { } seconds ? TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) : UnlessTold);
    }

    private Upload Next()
    {
        var rows = _random.Next(1, MaxRows);
        var first = (number * ContactsOfAClient) + _contacts;
        _contacts += rows;
        return new Upload($"c{number}u{_uploads++}", [.. Enumerable.Range(first, rows)]);
    }
}
