using System.Collections.Concurrent;

namespace ContactBooks.Server.Statistics;

/// <summary>
/// Keeps counts that took long for two hundred times as long as they took, ten minutes at the most: so counting takes a
/// two-hundredth of a processor, however often it is asked for, and what is counted quickly is counted each time. Who asks while
/// it is counted waits for that count.
/// </summary>
internal sealed class CountMemory<TKey, TCount>(TimeProvider clock)
    where TKey : notnull
{
    private const int TimesAsLong = 200;
    private const int MaxKept = 1000;
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<TKey, (Counted<TCount> Counted, DateTimeOffset Until)> _kept = [];
    private readonly ConcurrentDictionary<TKey, Lazy<Task<Counted<TCount>>>> _underWay = [];

    /// <summary>The count of that name, kept or made now.</summary>
    public async Task<Counted<TCount>> OfAsync(TKey key, Func<Task<TCount>> count)
    {
        if (Find(key) is { } kept)
        {
            return kept;
        }

        var counting = _underWay.GetOrAdd(key, _ => new Lazy<Task<Counted<TCount>>>(() => CountAsync(key, count)));
        try
        {
            return await counting.Value;
        }
        finally
        {
            _underWay.TryRemove(KeyValuePair.Create(key, counting));
        }
    }

    private Counted<TCount>? Find(TKey key) => _kept.TryGetValue(key, out var kept) && clock.GetUtcNow() < kept.Until ? kept.Counted : null;

    private async Task<Counted<TCount>> CountAsync(TKey key, Func<Task<TCount>> count)
    {
        var (now, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        var counted = new Counted<TCount>(await count(), now);
        var took = clock.GetElapsedTime(began);
        if (took < Quick)
        {
            return counted;
        }

        if (_kept.Count >= MaxKept)
        {
            _kept.Clear();
        }

        var keptFor = took * TimesAsLong;
        _kept[key] = (counted, now + (keptFor < Longest ? keptFor : Longest));
        return counted;
    }
}

/// <summary>A count.</summary>
/// <param name="Value">The count.</param>
/// <param name="At">When it was made.</param>
internal sealed record Counted<T>(T Value, DateTimeOffset At);
