using System.Diagnostics;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Storage.Sqlite;

namespace ContactBooks.Specs.Reliability;

/// <summary>The server runs in a process of its own; this process is the operator's, on the same folder.</summary>
public sealed class RevocationSpecs : IAsyncLifetime
{
    private static readonly TimeSpan TakesEffectWithin = TimeSpan.FromSeconds(1);

    private readonly DataFolder _folder = new();
    private Account _account = null!;
    private ServeProcess _server = null!;
    private SqliteStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _account = await _folder.NewAccountAsync();
        _server = await _folder.ServeAsync();
        _store = SqliteStore.Open(_folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_revoked_token_opens_nothing_a_second_later() =>
        await TakesEffectAsync(directory => directory.RevokeTokenAsync(_account.TokenUid, DateTimeOffset.UtcNow), 401, "INVALID_AUTH_TOKEN");

    [Fact]
    public async Task The_tokens_of_an_inactive_user_open_nothing_a_second_later_and_again_once_it_is_active()
    {
        await TakesEffectAsync(directory => directory.SetUserActiveAsync(_account.UserUid, false), 401, "INVALID_AUTH_TOKEN");
        await TakesEffectAsync(directory => directory.SetUserActiveAsync(_account.UserUid, true), 200, null);
    }

    [Fact]
    public async Task The_tokens_of_an_inactive_customer_open_nothing_a_second_later() =>
        await TakesEffectAsync(directory => directory.SetCustomerActiveAsync(_account.CustomerUid, false), 401, "INVALID_AUTH_TOKEN");

    [Fact]
    public async Task A_feature_taken_away_is_gone_a_second_later_and_there_again_once_it_is_given()
    {
        await TakesEffectAsync(directory => directory.SetFeaturesAsync(_account.CustomerUid, Features.None), 403, "FEATURE_NOT_AVAILABLE");
        await TakesEffectAsync(directory => directory.SetFeaturesAsync(_account.CustomerUid, Features.Contacts), 200, null);
    }

    /// <summary>While requests keep coming, changes something and looks how long the server takes to go by it.</summary>
    private async Task TakesEffectAsync(Func<IDirectory, ValueTask<bool>> change, int status, string? code)
    {
        var caller = new Caller(_server.Http, _account);
        for (var i = 0; i < 20; i++)
        {
            (await caller.GetAsync(Caller.Books)).Status.Should().NotBe(status, "nothing has changed yet");
        }

        (await change(_store.Directory)).Should().BeTrue();
        var clock = Stopwatch.StartNew();
        Answer answer;
        do
        {
            answer = await caller.GetAsync(Caller.Books);
        }
        while (answer.Status != status && clock.Elapsed < TimeSpan.FromSeconds(10));

        (answer.Status, answer.Code).Should().Be((status, code));
        clock.Elapsed.Should().BeLessThan(TakesEffectWithin);
        for (var i = 0; i < 20; i++)
        {
            (await caller.GetAsync(Caller.Books)).Status.Should().Be(status, "it stays so");
        }
    }
}
