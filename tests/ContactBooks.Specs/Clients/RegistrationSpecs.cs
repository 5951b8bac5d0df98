using System.Collections.Concurrent;
using ContactBooks.Client;
using ContactBooks.Specs.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Clients;

public sealed class RegistrationSpecs(RunningServer server)
{
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_works_over_the_factorys_connections_and_whatever_handlers_are_added()
    {
        var api = await server.NewCustomerAsync();
        var passed = 0;
        var services = new ServiceCollection();
        services.AddContactBooksClient(options => (options.BaseAddress, options.Token) = (server.Address, api.Token))
            .AddHttpMessageHandler(() => new Counting(() => passed++));
        await using var provider = services.BuildServiceProvider();

        var book = await provider.GetRequiredService<ContactBooksClient>().Books.CreateAsync(new NewContactBook("Leads"), cancellationToken: _cancellation);

        (await api.ReadBookAsync(book.Uid)).Text("name").Should().Be("Leads");
        passed.Should().Be(1);
    }

    [Fact]
    public async Task The_token_is_in_no_log_however_much_is_logged()
    {
        var api = await server.NewCustomerAsync();
        var log = new Journal();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddContactBooksClient(options => (options.BaseAddress, options.Token) = (server.Address, api.Token));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ContactBooksClient>();

        (await client.Books.ListAsync(cancellationToken: _cancellation).CountAsync(_cancellation)).Should().Be(0);

        log.Lines.Should().Contain(line => line.Contains("Authorization"), "the headers were logged");
        log.Lines.Should().NotContain(line => line.Contains(api.Token));
    }

    [Fact]
    public void The_token_is_in_no_text_of_client_and_options()
    {
        var options = new ContactBooksClientOptions { BaseAddress = server.Address, Token = "w91_live_secret" };
        using var client = new ContactBooksClient(options);

        $"{options}{client}{client.Books}{client.Contacts}".Should().NotContain("secret");
    }

    [Theory]
    [InlineData("")]
    [InlineData("w91_live_se cret")]
    [InlineData("w91_live_secret\n")]
    [InlineData("w91_live_sécret")]
    public void A_token_that_cant_be_one_is_refused_without_being_told(string token)
    {
        FluentActions.Invoking(() => new ContactBooksClient(server.Address, token)).Should().Throw<ArgumentException>()
            .Which.ToString().Should().NotContain("cret");
    }

    [Fact]
    public void An_address_that_cant_be_one_is_refused()
    {
        foreach (var address in new[] { "contact-books", "ftp://127.0.0.1/" })
        {
            FluentActions.Invoking(() => new ContactBooksClient(new Uri(address, UriKind.RelativeOrAbsolute), "w91_live_x")).Should().Throw<ArgumentException>();
        }

        using var http = new HttpClient();
        FluentActions.Invoking(() => new ContactBooksClient(http, new ContactBooksClientOptions { Token = "w91_live_x" })).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task A_path_before_the_APIs_is_kept_and_the_client_says_what_it_is()
    {
        await using var between = await Intermediary.StartAsync(server, request => request.FailAsync(404, ErrorCode.NotFound));
        using var http = new HttpClient { BaseAddress = new Uri(between.Address, "/behind/a/proxy") };
        using var client = new ContactBooksClient(http, new ContactBooksClientOptions { Token = "w91_live_x" });

        await FluentActions.Awaiting(() => client.Books.GetAsync("grp_x", _cancellation)).Should().ThrowAsync<ContactBooksApiException>();

        var request = between.Requests.Should().ContainSingle().Subject;
        request.Path.Should().Be("/behind/a/proxy/api/v2/contact-books/grp_x");
        request.UserAgent.Should().MatchRegex(@"^ContactBooks\.Client/\d+\.\d+\.\d+$");
    }

    [Fact]
    public async Task Connections_that_were_given_outlive_the_client()
    {
        var api = await server.NewCustomerAsync();
        using var http = new HttpClient();
        new ContactBooksClient(http, new ContactBooksClientOptions { BaseAddress = server.Address, Token = api.Token }).Dispose();

        using var next = new ContactBooksClient(http, new ContactBooksClientOptions { BaseAddress = server.Address, Token = api.Token });
        (await next.Books.ListAsync(cancellationToken: _cancellation).CountAsync(_cancellation)).Should().Be(0);
    }

    private sealed class Counting(Action passed) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            passed();
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Journal : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
