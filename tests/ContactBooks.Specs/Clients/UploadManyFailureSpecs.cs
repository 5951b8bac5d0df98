using ContactBooks.Client;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class UploadManyFailureSpecs(RunningServer server)
{
    private static readonly UploadManyOptions Small = new() { ChunkSize = 10, KeyPrefix = "k" };

    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chunk_that_fails_says_which_rows_which_key_and_why_after_the_results_before_it()
    {
        var (api, book, client, between) = await NewBook(request => request.Request.Key == "k-3"
            ? request.FailAsync(500, ErrorCode.InternalError)
            : request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var results = new List<RowResult>();

        var error = (await Awaiting(() => CollectAsync(client.Contacts.UploadManyAsync(book, ApiClients.Rows(1000), Small), results))
            .Should().ThrowAsync<ChunkFailedException>()).Which;

        (error.Rows, error.IdempotencyKey, error.IsTransient).Should().Be((new RowRange(21, 10), "k-3", false));
        error.Cause.Should().BeOfType<ContactBooksApiException>().And.BeSameAs(error.InnerException);
        error.Message.Should().ContainAll("21 to 30", "k-3", error.Cause.Message);
        results.Select(result => result.Row).Should().Equal(Enumerable.Range(1, 20).Select(row => (long)row));
        between.Requests.Should().HaveCountLessThanOrEqualTo(6, "four at once are as far as it gets beyond the chunks that are in");
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().BeGreaterThanOrEqualTo(20);
    }

    [Fact]
    public async Task What_failed_is_resumed_with_the_same_prefix_and_every_row_is_there_once()
    {
        var isBroken = true;
        var (api, book, client, between) = await NewBook(request => isBroken && request.Request.Key == "k-3"
            ? request.FailAsync(500, ErrorCode.InternalError)
            : request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;

        await Awaiting(() => CollectAsync(client.Contacts.UploadManyAsync(book, ApiClients.Rows(100), Small), [])).Should().ThrowAsync<ChunkFailedException>();
        isBroken = false;
        var results = new List<RowResult>();
        await CollectAsync(client.Contacts.UploadManyAsync(book, ApiClients.Rows(100), Small, cancellationToken: _cancellation), results);

        results.Should().HaveCount(100).And.OnlyContain(result => result.Status == RowStatus.Created);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(100);
    }

    [Fact]
    public async Task A_fault_of_the_source_is_thrown_as_it_is_after_the_results_of_the_rows_before_it()
    {
        var (_, book, client, between) = await NewBook(request => request.PassOnAsync());
        await using var end = between;
        using var clientEnd = client;
        var results = new List<RowResult>();

        static IEnumerable<ContactRow> Rows()
        {
            foreach (var row in ApiClients.Rows(25))
            {
                yield return row;
            }

            throw new InvalidDataException("line 26");
        }

        await Awaiting(() => CollectAsync(client.Contacts.UploadManyAsync(book, Rows(), Small), results)).Should().ThrowAsync<InvalidDataException>();

        results.Should().HaveCount(20, "the rows of a chunk that never became whole were not sent");
    }

    [Fact]
    public async Task Cancelled_it_ends_and_leaves_nothing_under_way()
    {
        using var cancellation = new CancellationTokenSource();
        var isHeld = new TaskCompletionSource();
        var givenUp = new TaskCompletionSource();
        var (_, book, client, between) = await NewBook(async request =>
        {
            if (request.Request.Key != "k-2")
            {
                await request.PassOnAsync();
                return;
            }

            request.GivenUp.Register(givenUp.SetResult);
            isHeld.SetResult();
            await Task.Delay(Timeout.Infinite, request.GivenUp);
        });
        await using var end = between;
        using var clientEnd = client;
        var results = new List<RowResult>();

        var upload = CollectAsync(client.Contacts.UploadManyAsync(book, ApiClients.Rows(100), Small, cancellationToken: cancellation.Token), results);
        await isHeld.Task.WaitAsync(_cancellation);
        await cancellation.CancelAsync();

        await Awaiting(() => upload).Should().ThrowAsync<OperationCanceledException>();
        await givenUp.Task.WaitAsync(_cancellation);
        results.Should().HaveCountLessThanOrEqualTo(10);
    }

    [Fact]
    public async Task Whoever_stops_asking_stops_the_upload()
    {
        var givenUp = new TaskCompletionSource();
        var (_, book, client, between) = await NewBook(async request =>
        {
            if (request.Request.Key == "k-1")
            {
                await request.PassOnAsync();
                return;
            }

            request.GivenUp.Register(() => givenUp.TrySetResult());
            await Task.Delay(Timeout.Infinite, request.GivenUp);
        });
        await using var end = between;
        using var clientEnd = client;
        var isSourceClosed = false;

        async IAsyncEnumerable<ContactRow> RowsAsync()
        {
            try
            {
                foreach (var row in ApiClients.Rows(1000))
                {
                    yield return row;
                }
            }
            finally
            {
                await Task.Yield();
                isSourceClosed = true;
            }
        }

        var options = Small with { MaxConcurrency = 2 };
        (await client.Contacts.UploadManyAsync(book, RowsAsync(), options, cancellationToken: _cancellation).Take(3).CountAsync(_cancellation))
            .Should().Be(3);

        isSourceClosed.Should().BeTrue();
        if (between.Requests.Count > 1)
        {
            await givenUp.Task.WaitAsync(_cancellation);
        }
    }

    private static Func<Task> Awaiting(Func<Task> call) => call;

    private static async Task CollectAsync(IAsyncEnumerable<RowResult> upload, List<RowResult> results)
    {
        await foreach (var result in upload)
        {
            results.Add(result);
        }
    }

    private async Task<(Api Api, string Book, ContactBooksClient Client, Intermediary Between)> NewBook(Func<Intermediary.Passing, Task> handle)
    {
        var api = await server.NewCustomerAsync();
        var between = await Intermediary.StartAsync(server, handle);
        return (api, await api.NewBookAsync(), api.NewClient(options => options.BaseAddress = between.Address), between);
    }
}
