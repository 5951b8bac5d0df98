namespace ContactBooks.Specs.Reliability;

public sealed class OneKeySpecs : IAsyncLifetime
{
    private const int Clients = 5;
    private const int Rounds = 20;

    private LiveServer _server = null!;
    private Caller _caller = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await LiveServer.StartAsync();
        _caller = await _server.NewCustomerAsync();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task One_key_from_five_clients_at_once_is_one_upload()
    {
        var book = await _caller.NewBookAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var upload = new Upload($"r{round}", [.. Enumerable.Range(round * 1000, 300)]);
            var done = await AtOnceAsync(caller => caller.UploadAsync(book, upload.Body, $"key-{round}"));
            done.Data.GetProperty("summary").GetProperty("created").GetInt32().Should().Be(300, "the one execution found none of them there");
        }

        (await _caller.ContactCountAsync(book)).Should().Be(Rounds * 300);
    }

    [Fact]
    public async Task One_key_from_five_clients_at_once_is_one_book()
    {
        for (var round = 0; round < Rounds; round++)
        {
            await AtOnceAsync(caller => caller.PostAsync(Caller.Books, new { name = $"Keyed {round}" }, $"book-{round}"));
        }

        var books = await _caller.GetAsync($"{Caller.Books}?search=keyed&limit=1000");
        books.Data.GetProperty("items").EnumerateArray().Select(book => book.GetProperty("name").GetString()).Should()
            .BeEquivalentTo(Enumerable.Range(0, Rounds).Select(round => $"Keyed {round}"));
    }

    /// <summary>Sends from five clients at the same moment and checks their answers; gives the one that had the effect.</summary>
    private async Task<Answer> AtOnceAsync(Func<Caller, Task<Answer>> send)
    {
        using var start = new Barrier(Clients);
        var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return send(_caller);
            },
            TaskCreationOptions.LongRunning).Unwrap()));

        var done = answers.Where(answer => answer is { Status: 200, IsReplay: false }).Should().ContainSingle("one execution there is").Subject;
        foreach (var other in answers.Where(answer => answer != done))
        {
            if (other.Status == 409)
            {
                other.Code.Should().Be("REQUEST_IN_PROGRESS");
                other.Header("Retry-After").Should().NotBeNull();
            }
            else
            {
                other.Status.Should().Be(200, "else it is a replay: {0}", other);
                other.DataText.Should().Be(done.DataText);
            }
        }

        var retry = await send(_caller);
        retry.IsReplay.Should().BeTrue();
        retry.DataText.Should().Be(done.DataText);
        return done;
    }
}
