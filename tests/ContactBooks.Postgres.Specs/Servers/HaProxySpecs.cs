using System.Diagnostics;
using System.Net;
using ContactBooks.Specs.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Servers;

public class HaProxySpecs
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_take_turns()
    {
        await using var red = await Backend.StartAsync("red");
        await using var blue = await Backend.StartAsync("blue");
        await using var proxy = await HaProxy.StartAsync(red.Address, blue.Address);

        var names = await AskAsync(proxy, 10);

        names.Count(name => name == "red").Should().Be(5);
        names.Count(name => name == "blue").Should().Be(5);
    }

    [Fact]
    public async Task A_server_that_is_gone_costs_no_request_and_nothing_is_sent_twice()
    {
        await using var red = await Backend.StartAsync("red");
        await using var blue = await Backend.StartAsync("blue");
        await using var proxy = await HaProxy.StartAsync(red.Address, blue.Address);
        await AskAsync(proxy, 4);
        var before = red.Requests;

        await blue.DisposeAsync();
        var names = await AskAsync(proxy, 50);

        names.Should().AllBe("red");
        (red.Requests - before).Should().Be(50);
    }

    [Fact]
    public async Task A_server_that_is_not_ready_gets_no_requests_until_it_is()
    {
        await using var red = await Backend.StartAsync("red");
        await using var blue = await Backend.StartAsync("blue");
        await using var proxy = await HaProxy.StartAsync(red.Address, blue.Address);

        blue.IsReady = false;
        await UntilAsync(proxy, names => names.All(name => name == "red"));
        blue.IsReady = true;
        await UntilAsync(proxy, names => names.Contains("blue"));
    }

    [Fact]
    public async Task A_request_whose_server_dies_over_it_is_not_sent_to_another()
    {
        await using var red = await Backend.StartAsync("red");
        await using var blue = await Backend.StartAsync("blue");
        await using var proxy = await HaProxy.StartAsync(red.Address, blue.Address);
        using var client = new HttpClient { BaseAddress = proxy.Address };

        using var answer = await client.PostAsync(new Uri("/die", UriKind.Relative), new StringContent("x"), Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        (red.Requests + blue.Requests).Should().Be(1);
    }

    [Fact]
    public async Task Without_any_server_it_says_503()
    {
        await using var red = await Backend.StartAsync("red");
        await using var proxy = await HaProxy.StartAsync(red.Address);
        await red.DisposeAsync();
        using var client = new HttpClient { BaseAddress = proxy.Address };

        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative), Cancellation);

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    private static async Task UntilAsync(HaProxy proxy, Func<List<string>, bool> isReached)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!isReached(await AskAsync(proxy, 6)))
        {
            Stopwatch.GetElapsedTime(begun).Should().BeLessThan(TimeSpan.FromSeconds(20));
            await Task.Delay(50, Cancellation);
        }
    }

    private static async Task<List<string>> AskAsync(HaProxy proxy, int times)
    {
        using var client = new HttpClient { BaseAddress = proxy.Address };
        var names = new List<string>();
        for (var i = 0; i < times; i++)
        {
            names.Add(await client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
        }

        return names;
    }

    /// <summary>A server that says its name.</summary>
    private sealed class Backend(WebApplication app) : IAsyncDisposable
    {
        private int _requests;

        public Uri Address => new(app.Urls.First());

        public bool IsReady { get; set; } = true;

        public int Requests => Volatile.Read(ref _requests);

        public static async Task<Backend> StartAsync(string name)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls($"http://127.0.0.1:{FreePort.Take()}");
            builder.Logging.ClearProviders();
            var backend = new Backend(builder.Build());
            await backend.BeginAsync(name);
            return backend;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task BeginAsync(string name)
        {
            app.Run(async context =>
            {
                if (context.Request.Path == "/health/ready")
                {
                    context.Response.StatusCode = IsReady ? 200 : 503;
                    return;
                }

                Interlocked.Increment(ref _requests);
                if (context.Request.Path == "/die")
                    context.Abort();
                else
                    await context.Response.WriteAsync(name);
            });
            return app.StartAsync();
        }
    }
}
