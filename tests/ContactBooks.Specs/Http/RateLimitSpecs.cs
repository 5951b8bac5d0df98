using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Http;

public class RateLimitSpecs(RunningServer unlimited)
{
    private const string Policy = "RateLimit-Policy";
    private const string Limit = "RateLimit";

    [Fact]
    public async Task Unless_the_operator_sets_one_there_is_no_limit_and_no_word_of_it()
    {
        var api = await unlimited.NewCustomerAsync();

        for (var i = 0; i < 50; i++)
        {
            var answer = await api.GetAsync(Api.Books);
            answer.Succeeds("Contact books retrieved");
            (answer.Header(Policy), answer.Header(Limit)).Should().Be((null, null));
        }
    }

    [Fact]
    public async Task Every_answer_tells_the_limits_and_what_is_left_of_them()
    {
        await using var server = await StartAsync(perCustomer: "600/1m", perToken: "100/1m");
        var api = await server.NewCustomerAsync();

        await api.GetAsync(Api.Books);
        server.Clock.Advance(TimeSpan.FromSeconds(20.5));
        var answer = await api.GetAsync(Api.Books);

        answer.Succeeds("Contact books retrieved");
        answer.Header(Policy).Should().Be("""
            "customer";q=600;w=60, "token";q=100;w=60
            """);
        answer.Header(Limit).Should().Be("""
            "customer";r=598;t=40, "token";r=98;t=40
            """);
        answer.Header("Retry-After").Should().BeNull();
    }

    [Fact]
    public async Task A_limit_that_is_used_up_is_429_RATE_LIMITED_and_says_when_to_come_again()
    {
        await using var server = await StartAsync(perCustomer: "3/1h");
        var api = await server.NewCustomerAsync();
        await GetAsync(api, 1);
        server.Clock.Advance(TimeSpan.FromMinutes(10));
        await GetAsync(api, 2);

        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var refused = await api.GetAsync(Api.Books);

        refused.Fails(429, "RATE_LIMITED").Text("message").Should().Be("This customer has used up its rate limit, 3 in 3600 s. Try again in 3000 s.");
        refused.Header("Retry-After").Should().Be("3000");
        refused.Header(Policy).Should().Be("\"customer\";q=3;w=3600");
        refused.Header(Limit).Should().Be("\"customer\";r=0;t=3000");

        server.Clock.Advance(TimeSpan.FromSeconds(3000));
        (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
        (await api.GetAsync(Api.Books)).Fails(429, "RATE_LIMITED");
    }

    [Fact]
    public async Task Retry_After_is_at_least_a_second()
    {
        await using var server = await StartAsync(perToken: "1/1s");
        var api = await server.NewCustomerAsync();
        await GetAsync(api, 1);

        server.Clock.Advance(TimeSpan.FromMilliseconds(999));
        (await api.GetAsync(Api.Books)).Header("Retry-After").Should().Be("1");
        server.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await GetAsync(api, 1);
    }

    [Fact]
    public async Task Each_token_has_its_own_limit_and_all_of_a_customer_share_one()
    {
        await using var server = await StartAsync(perCustomer: "5/1m", perToken: "3/1m");
        var (first, stranger) = (await server.NewCustomerAsync(), await server.NewCustomerAsync());
        var second = first.With((await server.NewTokenAsync(first.Customer.Id)).Secret);

        await GetAsync(first, 3);
        var byToken = await first.GetAsync(Api.Books);
        await GetAsync(second, 2);
        var byCustomer = await second.GetAsync(Api.Books);

        byToken.Fails(429, "RATE_LIMITED").Text("message").Should().StartWith("This token has used up its rate limit, 3 in 60 s");
        byToken.Header(Limit).Should().StartWith("\"customer\";r=2;t=60, \"token\";r=0;t=60", "what the token's limit refused uses up none of the customer's");
        byCustomer.Fails(429, "RATE_LIMITED").Text("message").Should().StartWith("This customer has used up its rate limit, 5 in 60 s");
        byCustomer.Header(Limit).Should().Be("\"customer\";r=0;t=60, \"token\";r=1;t=60");
        await GetAsync(stranger, 3);
    }

    [Fact]
    public async Task Where_both_are_used_up_Retry_After_is_the_later()
    {
        await using var server = await StartAsync(perCustomer: "1/10s", perToken: "1/1m");
        var api = await server.NewCustomerAsync();
        await GetAsync(api, 1);

        (await api.GetAsync(Api.Books)).Header("Retry-After").Should().Be("60");
    }

    [Fact]
    public async Task HEAD_counts_and_is_told_the_same()
    {
        await using var server = await StartAsync(perCustomer: "2/1m");
        var api = await server.NewCustomerAsync();

        var head = await api.SendAsync(HttpMethod.Head, Api.Books, null);
        ((int)head.Status, head.Header(Limit)).Should().Be((200, "\"customer\";r=1;t=60"));
        await GetAsync(api, 1);
        var refused = await api.SendAsync(HttpMethod.Head, Api.Books, null);

        ((int)refused.Status, refused.Header("Retry-After"), refused.Header(Limit), refused.Body.Length).Should().Be((429, "60", "\"customer\";r=0;t=60", 0));
    }

    [Fact]
    public async Task A_token_in_the_body_counts_as_one_in_the_header()
    {
        await using var server = await StartAsync(perToken: "2/1m");
        var api = await server.NewCustomerAsync();
        var body = $$"""{"name":"One","token":"{{api.Token}}"}""";

        await GetAsync(api, 1);
        (await api.With(null).PostAsync(Api.Books, body)).Header(Limit).Should().Be("\"token\";r=0;t=60");
        var refused = await api.With(null).PostAsync(Api.Books, body);

        refused.Fails(429, "RATE_LIMITED");
        refused.Header("Retry-After").Should().Be("60");
    }

    [Fact]
    public async Task What_opens_nothing_costs_nothing_and_is_told_nothing()
    {
        await using var server = await StartAsync(perCustomer: "1/1m", perToken: "1/1m");
        var api = await server.NewCustomerAsync();
        var scoped = api.With((await server.NewTokenAsync(api.Customer.Id, TokenScope.SelectedNumber)).Secret);
        var poor = await server.NewCustomerAsync(Features.None);

        foreach (var (caller, status, code) in new[]
        {
            (api.With(null), 401, "MISSING_AUTH_TOKEN"),
            (api.With(TokenSecret.New()), 401, "INVALID_AUTH_TOKEN"),
            (scoped, 403, "TOKEN_SCOPE_NOT_ALLOWED"),
            (scoped, 403, "TOKEN_SCOPE_NOT_ALLOWED"),
            (poor, 403, "FEATURE_NOT_AVAILABLE"),
            (poor, 403, "FEATURE_NOT_AVAILABLE"),
        })
        {
            var answer = await caller.GetAsync(Api.Books);
            answer.Fails(status, code);
            (answer.Header(Policy), answer.Header(Limit)).Should().Be((null, null));
        }

        await GetAsync(api, 1);
    }

    [Fact]
    public async Task Requests_that_fail_later_count_and_are_told()
    {
        await using var server = await StartAsync(perCustomer: "4/1m");
        var api = await server.NewCustomerAsync();

        Told(await api.PostAsync(Api.Books, "nonsense", ("Content-Type", "text/csv")), 3).Fails(415, "UNSUPPORTED_CONTENT_TYPE");
        Told(await api.GetAsync(Api.Book("grp_nothing")), 2).Fails(404, "CONTACT_BOOK_NOT_FOUND");
        Told(await api.PostAsync(Api.Books, "nonsense"), 1).Fails(400, "VALIDATION_FAILED");
        Told(await api.GetAsync(Api.Books + "?page=0"), 0).Fails(400, "VALIDATION_FAILED");

        (await api.PostAsync(Api.Books, "nonsense", ("Content-Type", "text/csv"))).Fails(429, "RATE_LIMITED");
        (await api.PostAsync(Api.Bulk("grp_nothing"), "nonsense")).Fails(429, "RATE_LIMITED");

        static Answer Told(Answer answer, int left)
        {
            answer.Header(Policy).Should().Be("\"customer\";q=4;w=60");
            answer.Header(Limit).Should().Be($"\"customer\";r={left};t=60");
            return answer;
        }
    }

    [Fact]
    public async Task A_429_is_not_kept_under_an_idempotency_key_and_a_replay_counts()
    {
        await using var server = await StartAsync(perCustomer: "2/1m");
        var api = await server.NewCustomerAsync();
        var key = ("Idempotency-Key", "once");
        await GetAsync(api, 2);

        (await api.PostAsync(Api.Books, """{"name":"One"}""", key)).Fails(429, "RATE_LIMITED");
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await api.PostAsync(Api.Books, """{"name":"One"}""", key);
        var replayed = await api.PostAsync(Api.Books, """{"name":"One"}""", key);
        var refused = await api.PostAsync(Api.Books, """{"name":"One"}""", key);

        (done.Header("Idempotency-Replayed"), done.Header(Limit)).Should().Be((null, "\"customer\";r=1;t=60"));
        (replayed.Header("Idempotency-Replayed"), replayed.Header(Limit)).Should().Be(("true", "\"customer\";r=0;t=60"));
        replayed.Succeeds("Contact book created").ShouldBeJson(done.Succeeds("Contact book created").GetRawText());
        refused.Fails(429, "RATE_LIMITED");
    }

    [Fact]
    public async Task A_refused_upload_writes_nothing()
    {
        await using var server = await StartAsync(perCustomer: "2/1m");
        var api = await server.NewCustomerAsync();
        var book = await api.NewBookAsync();
        await GetAsync(api, 1);

        (await api.PostAsync(Api.Bulk(book), Api.Upload(Api.Rows(3)))).Fails(429, "RATE_LIMITED");

        server.Clock.Advance(TimeSpan.FromMinutes(1));
        (await api.ContactsAsync(book)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/metrics")]
    [InlineData("/docs")]
    [InlineData("/openapi/v2.json")]
    public async Task What_needs_no_token_has_no_limit(string address)
    {
        await using var server = await StartAsync(perCustomer: "1/1m", perToken: "1/1m");
        var api = await server.NewCustomerAsync();
        await GetAsync(api, 1);

        var answer = await api.GetAsync(address);

        ((int)answer.Status).Should().BeLessThan(400);
        (answer.Header(Policy), answer.Header(Limit)).Should().Be((null, null));
    }

    [Fact]
    public async Task Refused_requests_are_counted_for_the_operator_by_limit()
    {
        await using var server = await StartAsync(perCustomer: "1/1m");
        var api = await server.NewCustomerAsync();
        await GetAsync(api, 1);
        (await api.GetAsync(Api.Books)).Fails(429, "RATE_LIMITED");

        var metrics = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        metrics.Should().MatchRegex("contactbooks_rate_limited_total\\{[^}]*limit=\"customer\"[^}]*\\} [1-9]");
    }

    [Fact]
    public async Task Where_the_store_cant_say_what_is_left_the_request_is_503()
    {
        await using var server = await StartAsync(perCustomer: "1/1m", behind: store => new LostLimits(store));
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Books);

        answer.Fails(503, "STORE_UNAVAILABLE");
        answer.Header("Retry-After").Should().NotBeNull();
        (answer.Header(Policy), answer.Header(Limit)).Should().Be((null, null));
    }

    [Fact]
    public async Task A_fault_after_the_limit_is_told_with_it()
    {
        await using var server = await StartAsync(
            perCustomer: "2/1m", behind: store => new BrokenStore(store, new StoreFaultException(StoreFaultKind.Unavailable, "lost")));
        var api = await server.NewCustomerAsync();

        var answer = await api.GetAsync(Api.Books);

        answer.Fails(503, "STORE_UNAVAILABLE");
        answer.Header(Policy).Should().Be("\"customer\";q=2;w=60");
        answer.Header(Limit).Should().Be("\"customer\";r=1;t=60");
        answer.Header("X-Content-Type-Options").Should().Be("nosniff");
    }

    private static async Task GetAsync(Api api, int times)
    {
        for (var i = 0; i < times; i++)
        {
            (await api.GetAsync(Api.Books)).Succeeds("Contact books retrieved");
        }
    }

    /// <summary>A server with limits, whose clock stands still.</summary>
    private static async Task<RunningServer> StartAsync(string? perCustomer = null, string? perToken = null, Func<IStore, IStore>? behind = null)
    {
        var server = await RunningServer.StartAsync(behind, settings => settings with { CustomerLimit = Parsed(perCustomer), TokenLimit = Parsed(perToken) });
        server.Clock.IsStopped = true;
        return server;

        static RateLimit? Parsed(string? text) => text is null ? null : RateLimit.TryParse(text, out var limit) ? limit : throw new FormatException(text);
    }

    /// <summary>A store that can't reach its limits.</summary>
    private sealed class LostLimits(IStore store) : StoreWithBooks(store, store.Books), IStore, ILimitStore
    {
        ILimitStore IStore.Limits => this;

        public ValueTask<Taking> TakeAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now, CancellationToken cancellation) =>
            throw Fault();

        public ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now) => throw Fault();

        private static StoreFaultException Fault() => new(StoreFaultKind.Unavailable, "secret path");
    }
}
