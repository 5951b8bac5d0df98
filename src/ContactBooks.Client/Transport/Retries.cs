using Polly;
using Polly.Retry;

namespace ContactBooks.Client;

/// <summary>How requests are tried again: by their exception, for a time, with waits that grow or that the server sets.</summary>
internal sealed class Retries
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly ResiliencePropertyKey<ApiRequest> Request = new(nameof(Request));
    private static readonly ResiliencePropertyKey<long> FirstFailure = new(nameof(FirstFailure));

    private readonly ResiliencePipeline _pipeline;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _retryFor;
    private readonly Action<RetryNotice>? _notify;

    public Retries(ContactBooksClientOptions options)
    {
        (_clock, _retryFor, _notify) = (options.TimeProvider, options.RetryFor, options.OnRetry);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = _clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue, // time is the limit
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                UseJitter = true,
                ShouldHandle = failed => ValueTask.FromResult(IsWorthAnother(failed.Context, failed.Outcome.Exception)),
                DelayGenerator = failed => ValueTask.FromResult(Asked((ContactBooksException)failed.Outcome.Exception!)),
                OnRetry = Notify,
            })
            .Build();
    }

    /// <summary>Makes attempts until one is a success, or fails for good.</summary>
    public async Task<T> RunAsync<T>(ApiRequest request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static (context, attempt) => new ValueTask<T>(attempt(context.CancellationToken)), context, attempt).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>What the server asks for; a wait of nothing is none asked for, so that waits still grow.</summary>
    private static TimeSpan? Asked(ContactBooksException cause) => cause.RetryAfter is { } wait && wait > TimeSpan.Zero ? wait : null;

    private bool IsWorthAnother(ResilienceContext context, Exception? fault) =>
        fault is ContactBooksException { IsTransient: true } cause
        && SinceFirstFailure(context) + (Asked(cause) ?? TimeSpan.Zero) < _retryFor;

    private TimeSpan SinceFirstFailure(ResilienceContext context)
    {
        if (context.Properties.TryGetValue(FirstFailure, out var moment))
        {
            return _clock.GetElapsedTime(moment);
        }

        context.Properties.Set(FirstFailure, _clock.GetTimestamp());
        return TimeSpan.Zero;
    }

    private ValueTask Notify(OnRetryArguments<object> failed)
    {
        var request = failed.Context.Properties.GetValue(Request, null!);
        var cause = (ContactBooksException)failed.Outcome.Exception!;
        _notify?.Invoke(new RetryNotice(cause, failed.AttemptNumber + 1, failed.RetryDelay, request.IdempotencyKey, request.Rows));
        return ValueTask.CompletedTask;
    }
}
