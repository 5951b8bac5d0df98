namespace ContactBooks.Specs.Reliability;

/// <summary>
/// Commands that fail in PostgreSQL with the data in its message and its detail: a constraint that is broken, a text that is no
/// number. The connection asks for details, traces are on, and none of it comes out.
/// </summary>
public sealed class FailedCommandCanarySpecs : IAsyncLifetime
{
    private const string Name = "Canaryname";
    private const string Phone = "919876512345";

    private readonly TelemetryCollector _collector = new();
    private ServedStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await ServedStore.MakeAsync();

    public async ValueTask DisposeAsync()
    {
        _collector.Dispose();
        await _store.DisposeAsync();
    }

    [Theory]
    [InlineData("alter table contacts add constraint no_canary check (display_name not like 'Canary%')", "23514")]
    [InlineData("create unique index one_company on contacts (company_name, customer_id)", "23505")]
    [InlineData("create index no_number on contacts ((display_name::bigint))", "22P02")]
    public async Task What_failed_is_logged_by_its_SQLSTATE_and_no_value_comes_out(string provoke, string state)
    {
        var account = await _store.NewAccountAsync();
        string output, metrics;
        await using (var server = await _store.ServeAsync(_collector.Environment))
        {
            var caller = new Caller(server.Http, account);
            var book = await caller.NewBookAsync();
            await _store.ExecuteAsync(provoke);
            var rows = Enumerable.Range(0, 3).Select(n => new { phone = $"+{Phone[..^1]}{n}", displayName = Name, companyName = "Canaryfirm", email = "canary@example.com" });

            var answer = await caller.PostAsync(Caller.UploadPath(book), new { contacts = rows });

            answer.Status.Should().Be(500, "{0}", answer);
            answer.Text.Should().NotContainAny(Name, Phone[..^1], "Canaryfirm", "canary@", "constraint", state);
            metrics = await server.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
            server.AskToStop();
            (await server.EndAsync(TimeSpan.FromSeconds(30))).Should().Be(0);
            output = server.Output;
        }

        output.Should().Contain(state, "else who reads the log is helpless");
        _collector.Traces.Should().Contain("store.upload").And.Contain("select").And.Contain(state);
        foreach (var text in new[] { output, metrics, _collector.Received })
        {
            text.ToUpperInvariant().Should().NotContainAny(Name.ToUpperInvariant(), Phone[..^1], "CANARYFIRM", "CANARY@", account.Token.ToUpperInvariant());
        }
    }
}
