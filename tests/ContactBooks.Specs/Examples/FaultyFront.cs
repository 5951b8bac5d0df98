using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ContactBooks.Specs.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactBooks.Specs.Examples;

/// <summary>Stands before the server for one customer's client, and lets happen to its requests, in their order, what it is told to.</summary>
internal sealed class FaultyFront : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Api _api;
    private readonly ConcurrentQueue<Fault> _faults;
    private readonly ConcurrentQueue<ReceivedRequest> _received = new();
    private readonly ConcurrentQueue<long> _times = new();
    private readonly ConcurrentQueue<Answer> _answered = new();

    private FaultyFront(WebApplication app, Api api, IEnumerable<Fault> faults)
    {
        (_app, _api, _faults) = (app, api, new(faults));
        app.Run(ReceiveAsync);
    }

    public Uri Address => new(_app.Urls.First());

    /// <summary>The requests that came, in their order, whatever became of them.</summary>
    public IReadOnlyList<ReceivedRequest> Received => [.. _received];

    /// <summary>The time from the first request to the second.</summary>
    public TimeSpan Pause => Stopwatch.GetElapsedTime(_times.First(), _times.ElementAt(1));

    /// <summary>What the server answered to those that got there.</summary>
    public IReadOnlyList<Answer> Answered => [.. _answered];

    /// <summary>Starts it.</summary>
    /// <param name="api">Whose requests come. It brings them to the server with its own token.</param>
    /// <param name="faults">What happens to the first, the second, …; nothing to those after.</param>
    public static async Task<FaultyFront> StartAsync(Api api, params IEnumerable<Fault> faults)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var front = new FaultyFront(builder.Build(), api, faults);
        await front._app.StartAsync();
        return front;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new ReceivedRequest(context.Request.Path, context.Request.Headers["Idempotency-Key"].ToString(), Encoding.UTF8.GetString(body.ToArray()));
        _received.Enqueue(request);
        _times.Enqueue(Stopwatch.GetTimestamp());
        var fault = _faults.TryDequeue(out var due) ? due : Fault.None;
        await fault.HappenAsync(context, () => ForwardAsync(request));
    }

    private async Task<Answer> ForwardAsync(ReceivedRequest request)
    {
        var answer = await _api.PostAsync(request.Path, request.Body, ("Idempotency-Key", request.Key));
        _answered.Enqueue(answer);
        return answer;
    }
}

/// <summary>A request as it came.</summary>
internal sealed record ReceivedRequest(string Path, string Key, string Body);
