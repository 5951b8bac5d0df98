using ContactBooks.Specs.Reliability;

namespace ContactBooks.Specs.Observability;

/// <summary>The standard variables of OpenTelemetry, by what a collector receives of the real program.</summary>
public sealed class TelemetrySpecs : IDisposable
{
    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";

    private readonly DataFolder _folder = new();
    private readonly TelemetryCollector _collector = new();

    public void Dispose()
    {
        _collector.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Traces_and_metrics_tell_of_requests_the_store_and_the_runtime()
    {
        await SendAsync(_collector.Environment);

        _collector.Paths.Should().Equal(Metrics, Traces);
        _collector.Received.Should().ContainAll("store.upload", "store.search", "store.find_book", "outcome", "/contacts/bulk");
        _collector.Received.Should().ContainAll("contactbooks.store.duration", "contactbooks.uploads", "http.server.request.duration", "dotnet.gc.collections");
        _collector.Traces.Should().Contain("store.upload").And.NotContain("/health").And.NotContain("store.ping", "machines ask for it, every few seconds");
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "none", Metrics)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", Traces)]
    [InlineData("OTEL_SDK_DISABLED", "true", null)]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "", null)]
    public async Task A_signal_that_is_switched_off_is_not_sent(string variable, string value, string? sent)
    {
        await SendAsync(new Dictionary<string, string>(_collector.Environment) { [variable] = value });

        _collector.Paths.Should().Equal(sent is null ? [] : [sent]);
    }

    [Theory]
    [InlineData("TRACES")]
    [InlineData("METRICS")]
    public async Task A_signals_own_endpoint_is_enough_to_send_it_and_is_taken_as_it_stands(string signal)
    {
        var environment = new Dictionary<string, string>(_collector.Environment);
        environment.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        environment.Remove("OTEL_EXPORTER_OTLP_PROTOCOL");
        environment[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] = new Uri(_collector.Address, "/of/our/own").ToString();
        environment[$"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL"] = "http/protobuf";

        await SendAsync(environment);

        _collector.Paths.Should().Equal("/of/our/own");
        _collector.Received.Should().Contain(signal == "TRACES" ? "store.upload" : "contactbooks.store.duration");
    }

    [Fact]
    public async Task The_service_is_called_contactbooks_unless_the_environment_says_otherwise()
    {
        await SendAsync(_collector.Environment);
        _collector.Received.Should().Contain("service.name\u0012\u000e\n\u000ccontactbooks").And.Contain("service.version");

        await SendAsync(new Dictionary<string, string>(_collector.Environment)
        {
            ["OTEL_SERVICE_NAME"] = "contacts-eu",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=staging",
        });
        _collector.Received.Should().Contain("contacts-eu").And.ContainAll("deployment.environment.name", "staging");
    }

    /// <summary>Runs a server with that environment through an upload, a search and a look at its health.</summary>
    private async Task SendAsync(IReadOnlyDictionary<string, string> environment)
    {
        var account = await _folder.NewAccountAsync();
        await using var server = await _folder.ServeAsync(environment);
        var caller = new Caller(server.Http, account);
        var book = await caller.NewBookAsync();
        (await caller.UploadAsync(book, new Upload("u", [1, 2, 3]).Body)).Status.Should().Be(200);
        (await caller.GetAsync($"{Caller.Books}/{book}/contacts?search=none")).Status.Should().Be(200);
        server.AskToStop();
        (await server.EndAsync(TimeSpan.FromSeconds(30))).Should().Be(0, "{0}", server.Output);
    }
}
