using System.Net;
using System.Text.Json;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Server.Hosting;
using ContactBooks.Specs.Http;
using ContactBooks.Specs.Store.Postgres;
using ContactBooks.Storage.Postgres;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Nodes;

/// <summary>Two servers over one database, each with a store of its own: it doesn't matter which of them is asked.</summary>
public sealed class NodeAnswerSpecs : IAsyncLifetime
{
    private const int Clients = 5;
    private const int Rounds = 20;

    private RunningServer _first = null!;
    private PostgresStore _otherStore = null!;
    private ServerHost _second = null!;
    private Api _api = null!;

    public async ValueTask InitializeAsync()
    {
        _first = await RunningServer.StartAsync();
        _otherStore = await PostgresStore.OpenAsync(((TemporaryPostgresStore)_first.Store).Database.ConnectionString);
        var settings = new ServerSettings { DataFolder = "", Urls = "http://127.0.0.1:0", LogLevel = LogLevel.None };
        _second = await ServerHost.StartAsync(settings, _otherStore, _first.Clock);
        _api = await _first.NewCustomerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _otherStore.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public Task A_revoked_token_opens_nothing_on_either_at_once() =>
        TakesEffectAsync(directory => directory.RevokeTokenAsync(_api.TokenUid, _first.Clock.GetUtcNow()), 401, "INVALID_AUTH_TOKEN");

    [Fact]
    public async Task The_tokens_of_an_inactive_user_open_nothing_on_either_at_once_and_again_once_it_is_active()
    {
        await TakesEffectAsync(directory => directory.SetUserActiveAsync(_api.UserUid, false), 401, "INVALID_AUTH_TOKEN");
        await TakesEffectAsync(directory => directory.SetUserActiveAsync(_api.UserUid, true), 200, null);
    }

    [Fact]
    public async Task The_tokens_of_an_inactive_customer_open_nothing_on_either_at_once_and_again_once_it_is_active()
    {
        await TakesEffectAsync(directory => directory.SetCustomerActiveAsync(_api.Customer.Uid, false), 401, "INVALID_AUTH_TOKEN");
        await TakesEffectAsync(directory => directory.SetCustomerActiveAsync(_api.Customer.Uid, true), 200, null);
    }

    [Fact]
    public async Task A_feature_that_is_taken_away_is_gone_on_either_at_once_and_there_again_once_it_is_given()
    {
        await TakesEffectAsync(directory => directory.SetFeaturesAsync(_api.Customer.Uid, Features.None), 403, "FEATURE_NOT_AVAILABLE");
        await TakesEffectAsync(directory => directory.SetFeaturesAsync(_api.Customer.Uid, Features.Contacts), 200, null);
    }

    [Fact]
    public async Task One_key_from_five_clients_of_both_at_once_is_one_upload()
    {
        var book = await _api.NewBookAsync();
        var (replayed, inProgress) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var body = Api.Upload(Api.Rows(200, round * 200));
            using var start = new Barrier(Clients);
            var answers = await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return _api.PostAsync(On(client, Api.Bulk(book)), body, ("Idempotency-Key", $"k{round}"));
                },
                TaskCreationOptions.LongRunning).Unwrap()));

            replayed += answers.Count(answer => answer.Status == HttpStatusCode.OK) - 1;
            inProgress += answers.Count(answer => answer.Status == HttpStatusCode.Conflict);
            answers.Should().AllSatisfy(answer => answer.Status.Should().BeOneOf(HttpStatusCode.OK, HttpStatusCode.Conflict));
            answers.Where(answer => answer.Status == HttpStatusCode.Conflict).Should().AllSatisfy(answer => answer.Fails(409, "REQUEST_IN_PROGRESS"));
            foreach (var answer in answers.Where(answer => answer.Status == HttpStatusCode.OK))
            {
                answer.Succeeds("Contacts uploaded").GetProperty("summary").GetProperty("created").GetInt32().Should().Be(200);
            }
        }

        (await _api.ReadBookAsync(book)).GetProperty("contactCount").GetInt32().Should().Be(Rounds * 200);
        (replayed + inProgress).Should().Be(Rounds * (Clients - 1), "one execution a round");
        TestContext.Current.TestOutputHelper!.WriteLine($"{replayed} replayed, {inProgress} in progress");
    }

    [Fact]
    public async Task A_book_made_on_one_and_filled_on_the_other_reads_alike_on_both()
    {
        var book = await _api.NewBookAsync();
        (await _api.PostAsync(On(1, Api.Bulk(book)), Api.Upload(Api.Rows(30)))).Succeeds("Contacts uploaded");

        foreach (var path in new[] { Api.Books, Api.Book(book), Api.Contacts(book) + "?limit=7", Api.Contacts(book) + "?search=contact&limit=7&page=2" })
        {
            var (here, there) = (await _api.GetAsync(On(0, path)), await _api.GetAsync(On(1, path)));
            here.Status.Should().Be(HttpStatusCode.OK);
            JsonElement.DeepEquals(here.Json.GetProperty("data"), there.Json.GetProperty("data")).Should().BeTrue("{0} and {1}", here.Text, there.Text);
        }
    }

    private string On(int client, string path) => new Uri(client % 2 == 0 ? _first.Address : _second.BaseAddress, path).AbsoluteUri;

    /// <summary>Changes something by way of the first, while both are asked: from its answer on both go by it.</summary>
    private async Task TakesEffectAsync(Func<IDirectory, ValueTask<bool>> change, int status, string? code)
    {
        for (var client = 0; client < 6; client++)
        {
            (await _api.GetAsync(On(client, Api.Books))).Status.Should().NotBe((HttpStatusCode)status, "nothing has changed yet");
        }

        (await change(_first.Store.Directory)).Should().BeTrue();

        for (var client = 1; client < 7; client++)
        {
            var answer = await _api.GetAsync(On(client, Api.Books));
            if (code is null)
                answer.Status.Should().Be((HttpStatusCode)status);
            else
                answer.Fails(status, code);
        }
    }
}
