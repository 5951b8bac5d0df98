using System.Net.Http.Headers;
using ContactBooks.Core.Limits;
using ContactBooks.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Http;

/// <summary>Two servers over one store: a limit is one limit, whichever of them is asked.</summary>
public sealed class RateLimitNodesSpecs : IAsyncLifetime
{
    private static readonly RateLimit HundredATenSeconds = new(100, TimeSpan.FromSeconds(10));

    private RunningServer _first = null!;
    private ServerHost _second = null!;

    private TestClock OtherClock { get; } = new() { IsStopped = true };

    public async ValueTask InitializeAsync()
    {
        _first = await RunningServer.StartAsync(configured: settings => settings with { CustomerLimit = HundredATenSeconds });
        _first.Clock.IsStopped = true;
        var settings = new ServerSettings { DataFolder = "", Urls = "http://127.0.0.1:0", LogLevel = LogLevel.None, CustomerLimit = HundredATenSeconds };
        _second = await ServerHost.StartAsync(settings, _first.Store, OtherClock);
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
    }

    [Fact]
    public async Task All_at_once_on_both_get_the_quota_exactly()
    {
        var api = await _first.NewCustomerAsync();
        var other = api.With((await _first.NewTokenAsync(api.Customer.Id)).Secret);

        var statuses = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => StatusAsync(i % 2 == 0, i % 3 == 0 ? other.Token : api.Token)));

        statuses.Count(status => status == 200).Should().Be(100);
        statuses.Count(status => status == 429).Should().Be(200);
    }

    [Fact]
    public async Task What_one_was_asked_the_other_knows()
    {
        var api = await _first.NewCustomerAsync();

        await StatusAsync(onSecond: true, api.Token);
        await StatusAsync(onSecond: true, api.Token);

        (await api.GetAsync(Api.Books)).Header("RateLimit").Should().Be("\"customer\";r=97;t=10");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(200)]
    [InlineData(-200)]
    public async Task A_client_that_asks_both_for_more_than_it_may_gets_the_quota_to_within_a_tenth(int millisecondsOff)
    {
        const int Windows = 8;
        const int Pause = 40;
        var api = await _first.NewCustomerAsync();
        OtherClock.Advance(TimeSpan.FromMilliseconds(millisecondsOff));

        var taken = 0;
        for (var at = 0; at < Windows * 10_000; at += Pause)
        {
            taken += await StatusAsync(onSecond: at / Pause % 2 == 1, api.Token) == 200 ? 1 : 0;
            _first.Clock.Advance(TimeSpan.FromMilliseconds(Pause));
            OtherClock.Advance(TimeSpan.FromMilliseconds(Pause));
        }

        taken.Should().BeInRange((int)(0.9 * Windows * HundredATenSeconds.Quota), (int)(1.1 * Windows * HundredATenSeconds.Quota));
    }

    private async Task<int> StatusAsync(bool onSecond, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(onSecond ? _second.BaseAddress : _first.Address, Api.Books));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _first.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
