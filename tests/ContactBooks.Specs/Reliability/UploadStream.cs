namespace ContactBooks.Specs.Reliability;

/// <summary>
/// A client that uploads one after the other until its server is gone, some with a key, mostly contacts that are new and
/// some that it has sent before. It remembers what was answered and which one request was not.
/// </summary>
internal sealed class UploadStream(Account account, string book, int number, int seed)
{
    private const int ContactsOfAStream = 10_000_000;
    private const int MaxRows = 300;

    private readonly Random _random = new(seed + number);
    private int _uploads;
    private int _contacts;

    /// <summary>What was answered 200: on disk, whole, whatever happens.</summary>
    public List<(Upload Upload, string? Key, Answer Answer)> Acknowledged { get; } = [];

    /// <summary>The requests that no answer came to: there whole, or not at all.</summary>
    public List<(Upload Upload, string? Key)> Unanswered { get; } = [];

    /// <summary>Any other answer, of which there must be none.</summary>
    public List<Answer> Refused { get; } = [];

    /// <summary>Uploads until the connection fails or it is told to stop.</summary>
    public async Task RunAsync(HttpClient http, CancellationToken stop)
    {
        var caller = new Caller(http, account);
        while (!stop.IsCancellationRequested)
        {
            var upload = Next();
            var key = _random.Next(2) == 0 ? null : $"key-{upload.Marker}";
            try
            {
                var answer = await caller.UploadAsync(book, upload.Body, key);
                if (answer.Status == 200)
                {
                    Acknowledged.Add((upload, key, answer));
                }
                else
                {
                    Refused.Add(answer);
                }
            }
            catch (HttpRequestException)
            {
                Unanswered.Add((upload, key));
                return;
            }
        }
    }

    private Upload Next()
    {
        var rows = _random.Next(1, MaxRows);
        var again = _contacts == 0 ? 0 : Math.Min(_contacts, _random.Next(rows / 4 + 1));
        var first = number * ContactsOfAStream;
        var contacts = Enumerable.Range(first + _contacts, rows - again)
            .Concat(Enumerable.Range(0, again).Select(_ => first + _random.Next(_contacts))).Distinct().ToArray();
        _contacts += rows - again;
        return new Upload($"s{number}u{_uploads++}", contacts);
    }
}
