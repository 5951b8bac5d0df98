using Polly;
using Polly.Retry;

namespace ContactBooks.Client;

/// <summary>How requests are tried again: by their exception, for a time, with waits that grow and that the server may set.</summary>
internal static class Retries
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(5);
    private static readonly ResiliencePropertyKey<long> FirstFailure = new(nameof(FirstFailure));

    public static ResiliencePipeline Build(ContactBooksClientOptions options)
    {
        var (clock, retryFor, notify) = (options.TimeProvider, options.RetryFor, options.OnRetry);
        return new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = int.MaxValue, // time is the limit
                BackoffType = DelayBackoffType.Exponential,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                UseJitter = true,
                ShouldHandle = failed => ValueTask.FromResult(
                    failed.Outcome.Exception is ContactBooksException { IsTransient: true } cause
                    && SinceFirstFailure(failed.Context, clock) + (Asked(cause) ?? TimeSpan.Zero) < retryFor),
                DelayGenerator = failed => ValueTask.FromResult(Asked((ContactBooksException)failed.Outcome.Exception!)),
                OnRetry = failed =>
                {
                    notify?.Invoke(new RetryNotice((ContactBooksException)failed.Outcome.Exception!, failed.AttemptNumber + 1, failed.RetryDelay));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>What the server asks for; a wait of nothing is none asked for, so that waits still grow.</summary>
    private static TimeSpan? Asked(ContactBooksException cause) => cause.RetryAfter is { } wait && wait > TimeSpan.Zero ? wait : null;

    private static TimeSpan SinceFirstFailure(ResilienceContext context, TimeProvider clock)
    {
        if (context.Properties.TryGetValue(FirstFailure, out var moment))
        {
            return clock.GetElapsedTime(moment);
        }

        context.Properties.Set(FirstFailure, clock.GetTimestamp());
        return TimeSpan.Zero;
    }
}
