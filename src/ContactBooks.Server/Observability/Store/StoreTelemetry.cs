using System.Diagnostics;
using System.Diagnostics.Metrics;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>
/// A span and a duration for each operation of the store, whichever engine does it. What they say is the operation's name
/// and how it ended; nothing of a customer's is in them.
/// </summary>
internal sealed class StoreTelemetry : IDisposable
{
    /// <summary>The name of the spans' source.</summary>
    public const string SourceName = "ContactBooks";

    private static readonly ActivitySource Source = new(SourceName);

    // A lookup in the embedded store takes some 10 µs, an upload of 1000 rows some 10 ms, one behind a slow disk seconds.
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;

    public StoreTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(ServerMetrics.MeterName);
        _duration = _meter.CreateHistogram(
            "contactbooks.store.duration", unit: "s", description: "How long the store took, by operation and outcome.", tags: null, advice: Buckets);
    }

    public void Dispose() => _meter.Dispose();

    /// <summary>Does an operation and tells of it, if anybody listens.</summary>
    /// <param name="operation">Its name, one of a fixed few.</param>
    /// <param name="state">What the work needs; an argument, so that nothing is allocated for it.</param>
    /// <param name="work">The operation.</param>
    public ValueTask<T> Run<TState, T>(string operation, TState state, Func<TState, ValueTask<T>> work) =>
        _duration.Enabled || Source.HasListeners() ? ObserveAsync(operation, state, work) : work(state);

    /// <summary>Does an operation that gives nothing back.</summary>
    public async ValueTask Run<TState>(string operation, TState state, Func<TState, ValueTask> work) =>
        await Run(operation, (state, work), static async with =>
        {
            await with.work(with.state);
            return true;
        });

    // Async from its first line, so that the span is the current one for the store alone, and the caller's is so again after.
    private async ValueTask<T> ObserveAsync<TState, T>(string operation, TState state, Func<TState, ValueTask<T>> work)
    {
        using var span = Source.HasListeners() ? Source.StartActivity($"store.{operation}") : null;
        var start = Stopwatch.GetTimestamp();
        var outcome = "ok";
        try
        {
            return await work(state);
        }
        catch (Exception e)
        {
            outcome = OutcomeOf(e);

            // Without the exception, whose message might repeat what was sent.
            span?.SetTag("error.type", e.GetType().FullName).SetStatus(ActivityStatusCode.Error);
            throw;
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            _duration.Record(
                Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("outcome", outcome));
        }
    }

    private static string OutcomeOf(Exception e) => e switch
    {
        StoreFaultException { Kind: StoreFaultKind.Unavailable } => "unavailable",
        StoreFaultException { Kind: StoreFaultKind.Full } => "full",
        StoreFaultException { Kind: StoreFaultKind.OutcomeUnknown } => "unknown",
        OperationCanceledException => "cancelled",
        _ => "failed",
    };
}
