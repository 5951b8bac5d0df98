using System.Net;
using ContactBooks.Client;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Specs.Http;

namespace ContactBooks.Specs.Clients;

public sealed class ApiErrorSpecs(RunningServer server)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_token_is_AuthenticationFailedException_with_status_code_message_and_request_id()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient(options => options.Token = "w91_live_wrong");

        var error = (await Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<AuthenticationFailedException>()).Which;

        (error.StatusCode, error.Code, error.IsTransient, error.RetryAfter).Should().Be((HttpStatusCode.Unauthorized, ErrorCode.InvalidAuthToken, false, null));
        error.ServerMessage.Should().StartWith("The API token is invalid");
        error.RequestId.Should().MatchRegex("^[0-9a-f-]{36}$");
        error.Message.Should().ContainAll(error.ServerMessage, "401", error.Code, error.RequestId!);
        error.Details.Should().BeEmpty();
    }

    [Fact]
    public async Task A_token_of_a_number_and_a_subscription_without_contacts_are_PermissionDeniedException()
    {
        var scoped = await server.NewCustomerAsync(scope: TokenScope.SelectedNumber);
        var without = await server.NewCustomerAsync(Features.None);
        using var first = scoped.NewClient();
        using var second = without.NewClient();

        (await Awaiting(() => first.Books.ListAsync().CountAsync(_cancellation).AsTask()).Should().ThrowAsync<PermissionDeniedException>())
            .Which.Code.Should().Be(ErrorCode.TokenScopeNotAllowed);
        (await Awaiting(() => second.Books.ListAsync().CountAsync(_cancellation).AsTask()).Should().ThrowAsync<PermissionDeniedException>())
            .Which.Code.Should().Be(ErrorCode.FeatureNotAvailable);
    }

    [Fact]
    public async Task Another_customers_book_is_BookNotFoundException_wherever_it_is_named()
    {
        var theirs = await (await server.NewCustomerAsync()).NewBookAsync();
        using var client = (await server.NewCustomerAsync()).NewClient();

        await Awaiting(() => client.Books.GetAsync(theirs, _cancellation)).Should().ThrowAsync<BookNotFoundException>();
        await Awaiting(() => client.Books.RenameAsync(theirs, "Mine", null, _cancellation)).Should().ThrowAsync<BookNotFoundException>();
        await Awaiting(() => client.Contacts.ListAsync(theirs).CountAsync(_cancellation).AsTask()).Should().ThrowAsync<BookNotFoundException>();
        await Awaiting(() => client.Contacts.UploadAsync(theirs, [new("7000782082")], null, _cancellation)).Should().ThrowAsync<BookNotFoundException>();
    }

    [Fact]
    public async Task What_the_server_doesnt_take_is_ValidationFailedException_with_details()
    {
        var api = await server.NewCustomerAsync();
        using var client = api.NewClient();
        var book = await api.NewBookAsync();

        var name = (await Awaiting(() => client.Books.CreateAsync(new NewContactBook(" ") { Color = "blue" }, null, _cancellation))
            .Should().ThrowAsync<ValidationFailedException>()).Which;
        var code = (await Awaiting(() => client.Contacts.UploadAsync(book, [new("7000782082")], new UploadOptions { DefaultCountryCode = "\"999" }, _cancellation))
            .Should().ThrowAsync<ValidationFailedException>()).Which;
        var many = (await Awaiting(() => client.Contacts.UploadAsync(book, [.. ApiClients.Rows(1001)], null, _cancellation))
            .Should().ThrowAsync<ValidationFailedException>()).Which;

        name.Details.Select(detail => detail.Path).Should().BeEquivalentTo("name", "color");
        name.Details.Should().OnlyContain(detail => detail.Code.Length > 0 && detail.Message.Length > 0);
        code.Details.Should().ContainSingle().Which.Path.Should().Be("defaultCountryCode");
        many.Details.Should().ContainSingle().Which.Path.Should().Be("contacts");
        (name.StatusCode, name.Code, name.IsTransient).Should().Be((HttpStatusCode.BadRequest, ErrorCode.ValidationFailed, false));
    }

    [Fact]
    public async Task A_key_used_for_another_request_is_IdempotencyKeyReusedException()
    {
        using var client = (await server.NewCustomerAsync()).NewClient();
        await client.Books.CreateAsync(new NewContactBook("One"), "key", _cancellation);

        await Awaiting(() => client.Books.CreateAsync(new NewContactBook("Two"), "key", _cancellation)).Should().ThrowAsync<IdempotencyKeyReusedException>();
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_PayloadTooLargeException()
    {
        await using var own = await RunningServer.StartAsync(configured: settings => settings with { MaxBodyBytes = 1000 });
        var api = await own.NewCustomerAsync();
        using var client = api.NewClient();
        var book = await api.NewBookAsync();

        (await Awaiting(() => client.Contacts.UploadAsync(book, [.. ApiClients.Rows(100)], null, _cancellation)).Should().ThrowAsync<PayloadTooLargeException>())
            .Which.Code.Should().Be(ErrorCode.PayloadTooLarge);
    }

    [Fact]
    public async Task A_key_whose_request_doesnt_end_is_RequestInProgressException()
    {
        var gate = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        await using var own = await RunningServer.StartAsync(store => new HeldStore(store, entered, gate.Task));
        using var client = (await own.NewCustomerAsync()).NewClient(options => options.RetryFor = TimeSpan.Zero);

        var first = client.Books.CreateAsync(new NewContactBook("One"), "key", _cancellation);
        await entered.Task;
        var error = (await Awaiting(() => client.Books.CreateAsync(new NewContactBook("One"), "key", _cancellation))
            .Should().ThrowAsync<RequestInProgressException>()).Which;
        gate.SetResult();
        await first;

        (error.IsTransient, error.RetryAfter).Should().Be((true, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task A_limit_that_is_used_up_for_longer_than_the_client_waits_is_RateLimitedException_at_once()
    {
        await using var own = await RunningServer.StartAsync(
            configured: settings => settings with { CustomerLimit = new RateLimit(1, TimeSpan.FromHours(1)) });
        var notices = new List<RetryNotice>();
        using var client = (await own.NewCustomerAsync()).NewClient(options => options.OnRetry = notices.Add);
        await client.Books.CreateAsync(new NewContactBook("One"), cancellationToken: _cancellation);

        var error = (await Awaiting(() => client.Books.ListAsync().CountAsync(_cancellation).AsTask()).Should().ThrowAsync<RateLimitedException>()).Which;

        error.RetryAfter.Should().BeGreaterThan(TimeSpan.FromMinutes(59)).And.BeLessThanOrEqualTo(TimeSpan.FromHours(1));
        notices.Should().BeEmpty();
    }

    [Fact]
    public async Task A_database_that_cant_be_reached_is_StoreUnavailableException_after_the_retries()
    {
        await using var own = await RunningServer.StartAsync(store => new BrokenStore(store, new StoreFaultException(StoreFaultKind.Unavailable, "gone")));
        var notices = new List<RetryNotice>();
        using var client = (await own.NewCustomerAsync()).NewClient(options => (options.OnRetry, options.RetryFor) = (notices.Add, TimeSpan.FromSeconds(3)));

        var error = (await Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<StoreUnavailableException>()).Which;

        (error.Code, error.IsTransient, error.RetryAfter).Should().Be((ErrorCode.StoreUnavailable, true, TimeSpan.FromSeconds(2)));
        notices.Should().ContainSingle("3 seconds are enough for one wait of 2").Which.Delay.Should().Be(TimeSpan.FromSeconds(2));
        notices[0].Cause.Should().BeOfType<StoreUnavailableException>();
        notices[0].Attempt.Should().Be(1);
    }

    [Theory]
    [InlineData(StoreFaultKind.Full, 507, ErrorCode.StoreFull)]
    [InlineData(null, 500, ErrorCode.InternalError)]
    public async Task An_error_without_a_class_of_its_own_is_ContactBooksApiException_with_its_code(StoreFaultKind? kind, int status, string code)
    {
        Exception fault = kind is { } known ? new StoreFaultException(known, "secret") : new InvalidDataException("secret");
        await using var own = await RunningServer.StartAsync(store => new BrokenStore(store, fault));
        using var client = (await own.NewCustomerAsync()).NewClient();

        var error = (await Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowExactlyAsync<ContactBooksApiException>()).Which;

        ((int)error.StatusCode, error.Code, error.IsTransient).Should().Be((status, code, false));
    }

    private static Func<Task> Awaiting(Func<Task> call) => call;
}
