using System.Globalization;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Servers;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;

namespace ContactBooks.Specs.Connections;

/// <summary>What a client of the server is answered when the connection to PostgreSQL ends around COMMIT.</summary>
public sealed class LostCommitAnswerSpecs : IAsyncLifetime
{
    private const string OfAnUpload = "insert into contacts";

    private CuttingProxy _proxy = null!;
    private PostgresStore _proxied = null!;
    private RunningServer _server = null!;
    private Api _api = null!;
    private string _book = null!;

    public async ValueTask InitializeAsync()
    {
        _proxy = new CuttingProxy(await SharedPostgres.ServerAsync());
        _server = await RunningServer.StartAsync(store => _proxied = Proxied((TemporaryPostgresStore)store));
        _api = await _server.NewCustomerAsync();
        _book = await _api.NewBookAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.Host.DisposeAsync();
        await _proxied.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_key_it_is_503_with_OUTCOME_UNKNOWN_and_Retry_After_and_the_rows_are_there()
    {
        var cut = _proxy.CutAsync(CutAt.AfterCommit, OfAnUpload);

        var answer = await UploadAsync();

        await cut;
        answer.Fails(503, "STORE_UNAVAILABLE").GetProperty("details")[0].Text("code").Should().Be("OUTCOME_UNKNOWN");
        int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture).Should().BePositive();
        (await _api.ReadBookAsync(_book)).GetProperty("contactCount").GetInt32().Should().Be(100);
        (await _api.ContactsAsync(_book, "?limit=1000")).Should().HaveCount(100);
    }

    [Fact]
    public async Task With_a_key_it_is_the_answer_of_the_upload_that_took_effect()
    {
        var cut = _proxy.CutAsync(CutAt.AfterCommit, OfAnUpload);

        var answer = await UploadAsync(("Idempotency-Key", "k"));

        await cut;
        answer.Succeeds("Contacts uploaded").GetProperty("summary").GetProperty("created").GetInt32().Should().Be(100);
        (await _api.ReadBookAsync(_book)).GetProperty("contactCount").GetInt32().Should().Be(100);
    }

    [Fact]
    public async Task Before_COMMIT_is_sent_nobody_notices()
    {
        var cut = _proxy.CutAsync(CutAt.Statement, OfAnUpload);

        var answer = await UploadAsync();

        await cut;
        answer.Succeeds("Contacts uploaded").GetProperty("summary").GetProperty("created").GetInt32().Should().Be(100);
    }

    private Task<Answer> UploadAsync(params (string Name, string Value)[] headers) =>
        _api.PostAsync(Api.Bulk(_book), Api.Upload(Api.Rows(100)), headers);

    private PostgresStore Proxied(TemporaryPostgresStore store) =>
        Task.Run(() => PostgresStore.OpenAsync(_proxy.ConnectionString(store.Database.Name))).GetAwaiter().GetResult();
}
