using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContactBooks.Client;
using ContactBooks.Core.Limits;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Running;

namespace ContactBooks.Specs.Clients;

public sealed class RetrySpecs(RunningServer server)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_whose_answer_was_lost_is_sent_again_as_it_was_and_has_one_effect()
    {
        await using var between = await Intermediary.StartAsync(server, request => request.Number == 1 ? request.LoseAnswerAsync() : request.PassOnAsync());
        var (api, client, notices) = await NewClient(between);
        using var end = client;
        var book = await api.NewBookAsync();

        var result = await client.Contacts.UploadAsync(book, [.. ApiClients.Rows(3)], cancellationToken: _cancellation);

        var notice = notices.Should().ContainSingle().Subject;
        (notice.Rows, notice.IdempotencyKey).Should().Be((new RowRange(1, 3), between.Requests[0].Key));
        result.IsReplayed.Should().BeTrue();
        result.Results.Should().OnlyContain(row => row.Status == RowStatus.Created, "the rows went in by the attempt that got no answer");
        between.Requests.Should().HaveCount(2);
        between.Requests[0].Key.Should().NotBeNullOrEmpty().And.Be(between.Requests[1].Key);
        between.Requests[0].Body.Should().Equal(between.Requests[1].Body);
        (await api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task A_book_whose_making_was_not_answered_is_made_once()
    {
        await using var between = await Intermediary.StartAsync(server, request => request.Number <= 2 ? request.LoseAnswerAsync() : request.PassOnAsync());
        var (api, client, notices) = await NewClient(between);
        using var end = client;

        var book = await client.Books.CreateAsync(new NewContactBook("One"), cancellationToken: _cancellation);

        notices.Should().HaveCount(2).And.OnlyContain(notice => notice.Cause is ConnectionFailedException);
        notices.Select(notice => notice.Attempt).Should().Equal(1, 2);
        (await client.Books.ListAsync(cancellationToken: _cancellation).ToListAsync(_cancellation)).Should().ContainSingle().Which.Uid.Should().Be(book.Uid);
        (await api.ReadBookAsync(book.Uid)).Text("name").Should().Be("One");
    }

    [Fact]
    public async Task A_GET_whose_connection_was_lost_is_sent_again()
    {
        await using var between = await Intermediary.StartAsync(server, request =>
        {
            if (request.Number > 1)
            {
                return request.PassOnAsync();
            }

            request.Lose();
            return Task.CompletedTask;
        });
        var (api, client, _) = await NewClient(between);
        using var end = client;
        var book = await api.NewBookAsync();

        (await client.Books.GetAsync(book, _cancellation)).Uid.Should().Be(book);
        between.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Key == null);
    }

    [Theory]
    [InlineData(429, ErrorCode.RateLimited)]
    [InlineData(503, ErrorCode.StoreUnavailable)]
    [InlineData(409, ErrorCode.RequestInProgress)]
    public async Task Where_the_server_says_when_to_come_again_the_client_waits_that_long(int status, string code)
    {
        await using var between = await Intermediary.StartAsync(
            server, request => request.Number == 1 ? request.FailAsync(status, code, ("Retry-After", "1")) : request.PassOnAsync());
        var (_, client, notices) = await NewClient(between);
        using var end = client;

        await client.Books.CreateAsync(new NewContactBook("One"), cancellationToken: _cancellation);

        notices.Should().ContainSingle().Which.Delay.Should().Be(TimeSpan.FromSeconds(1));
        between.Requests[0].Key.Should().NotBeNullOrEmpty().And.Be(between.Requests[1].Key);
    }

    [Fact]
    public async Task A_moment_to_come_again_at_is_understood_as_well()
    {
        var moment = DateTimeOffset.UtcNow.AddSeconds(3600);
        await using var between = await Intermediary.StartAsync(
            server, request => request.FailAsync(503, ErrorCode.StoreUnavailable, ("Retry-After", moment.ToString("R"))));
        var (_, client, _) = await NewClient(between);
        using var end = client;

        var error = (await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<StoreUnavailableException>()).Which;

        error.RetryAfter.Should().BeCloseTo(TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_rate_limit_of_the_server_is_waited_out()
    {
        await using var own = await RunningServer.StartAsync(configured: settings => settings with { CustomerLimit = new RateLimit(1, TimeSpan.FromSeconds(1)) });
        var waits = 0;
        using var client = (await own.NewCustomerAsync()).NewClient(options => options.OnRetry = notice =>
        {
            waits++;
            own.Clock.Advance(notice.Delay); // the server's clock is the test's
        });

        await client.Books.CreateAsync(new NewContactBook("One"), cancellationToken: _cancellation);
        await client.Books.CreateAsync(new NewContactBook("Two"), cancellationToken: _cancellation);

        waits.Should().Be(1);
    }

    [Fact]
    public async Task Waits_grow_until_the_time_is_over_and_the_last_error_is_thrown()
    {
        await using var between = await Intermediary.StartAsync(server, request => request.FailAsync(503, ErrorCode.StoreUnavailable, ("Retry-After", "0")));
        var (_, client, notices) = await NewClient(between, options => options.RetryFor = TimeSpan.FromSeconds(1.5));
        using var end = client;

        await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<StoreUnavailableException>();

        notices.Should().HaveCountGreaterThan(1).And.HaveCountLessThan(20);
        notices.Should().OnlyContain(notice => notice.Delay > TimeSpan.Zero && notice.Delay <= TimeSpan.FromSeconds(5));
        notices.Sum(notice => notice.Delay.TotalSeconds).Should().BeLessThan(1.5 + 5);
        between.Requests.Should().HaveCount(notices.Count + 1);
    }

    [Theory]
    [InlineData(400, ErrorCode.ValidationFailed)]
    [InlineData(401, ErrorCode.InvalidAuthToken)]
    [InlineData(403, ErrorCode.FeatureNotAvailable)]
    [InlineData(409, "ANOTHER_CONFLICT")]
    [InlineData(422, ErrorCode.IdempotencyKeyReused)]
    [InlineData(500, ErrorCode.InternalError)]
    [InlineData(507, ErrorCode.StoreFull)]
    public async Task What_more_attempts_wont_change_is_not_tried_again(int status, string code)
    {
        await using var between = await Intermediary.StartAsync(server, request => request.FailAsync(status, code));
        var (_, client, _) = await NewClient(between);
        using var end = client;

        (await FluentActions.Awaiting(() => client.Books.CreateAsync(new NewContactBook("One"), null, _cancellation)).Should().ThrowAsync<ContactBooksApiException>())
            .Which.Code.Should().Be(code);

        between.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task No_retries_are_made_if_none_are_wanted()
    {
        await using var between = await Intermediary.StartAsync(server, request => request.FailAsync(503, ErrorCode.StoreUnavailable));
        var (_, client, _) = await NewClient(between, options => options.RetryFor = TimeSpan.Zero);
        using var end = client;

        await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<StoreUnavailableException>();

        between.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task An_answer_that_doesnt_come_is_waited_for_no_longer_than_an_attempt_may_take()
    {
        await using var between = await Intermediary.StartAsync(
            server, request => request.Number == 1 ? Task.Delay(Timeout.Infinite, request.GivenUp) : request.PassOnAsync());
        var (api, client, notices) = await NewClient(between, options => options.AttemptTimeout = TimeSpan.FromSeconds(1));
        using var end = client;
        var book = await api.NewBookAsync();

        (await client.Books.GetAsync(book, _cancellation)).Uid.Should().Be(book);

        notices.Should().ContainSingle().Which.Cause.Should().BeOfType<ConnectionFailedException>().Which.Message.Should().Contain("too long");
    }

    [Fact]
    public async Task Where_no_server_listens_it_is_ConnectionFailedException_after_the_retries_and_says_which_address()
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}");
        var notices = new List<RetryNotice>();
        using var client = new ContactBooksClient(new ContactBooksClientOptions
        {
            BaseAddress = address,
            Token = "w91_live_none",
            RetryFor = TimeSpan.FromSeconds(1),
            OnRetry = notices.Add,
        });

        var error = (await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<ConnectionFailedException>()).Which;

        error.Message.Should().Contain(address.Authority);
        error.IsTransient.Should().BeTrue();
        error.InnerException.Should().BeOfType<HttpRequestException>().Which.InnerException.Should().BeOfType<SocketException>();
        notices.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_certificate_that_isnt_trusted_is_told_at_once()
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using var between = await Intermediary.StartAsync(server, request => request.PassOnAsync(), certificate);
        var (_, client, notices) = await NewClient(between);
        using var end = client;

        var error = (await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<ConnectionFailedException>()).Which;

        error.IsTransient.Should().BeFalse();
        notices.Should().BeEmpty();
        between.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Cancelled_while_it_waits_for_another_attempt_it_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        await using var between = await Intermediary.StartAsync(server, request => request.FailAsync(503, ErrorCode.StoreUnavailable, ("Retry-After", "15")));
        var (_, client, _) = await NewClient(between, options => options.OnRetry = _ => cancellation.Cancel());
        using var end = client;

        await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", cancellation.Token)).Should().ThrowAsync<OperationCanceledException>();

        between.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Cancelled_while_the_server_is_at_work_it_ends_at_once()
    {
        using var cancellation = new CancellationTokenSource();
        await using var between = await Intermediary.StartAsync(server, request =>
        {
            cancellation.Cancel();
            return Task.Delay(Timeout.Infinite, request.GivenUp);
        });
        var (_, client, notices) = await NewClient(between);
        using var end = client;

        await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", cancellation.Token)).Should().ThrowAsync<OperationCanceledException>();

        notices.Should().BeEmpty();
    }

    private async Task<(Api Api, ContactBooksClient Client, List<RetryNotice> Notices)> NewClient(
        Intermediary between, Action<ContactBooksClientOptions>? configure = null)
    {
        var api = await server.NewCustomerAsync();
        var notices = new List<RetryNotice>();
        var client = api.NewClient(options =>
        {
            (options.BaseAddress, options.OnRetry) = (between.Address, notices.Add);
            configure?.Invoke(options);
        });
        return (api, client, notices);
    }
}
