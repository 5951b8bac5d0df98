using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;

namespace ContactBooks.Core.Limits;

/// <summary>
/// Limits in the memory of one process, for an engine that only one process serves. A restart forgets what was used.
/// It holds the buckets that were used within their window, which are no more than there are customers and tokens,
/// once <see cref="Forget"/> is called now and then.
/// </summary>
public sealed class InMemoryLimits : ILimitStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(CustomerId Customer, string Key), (UseLog Log, RateLimit Limit)> _logs = [];

    /// <summary>How many buckets are held.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _logs.Count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<Taking> TakeAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now, CancellationToken cancellation)
    {
        var at = now.ToUnixTimeMilliseconds();
        lock (_lock)
        {
            var logs = buckets.Select(bucket => Find(customer, bucket.Key).At(bucket.Limit, at)).ToArray();
            var isTaken = logs.Index().All(log => log.Item.HasRoom(buckets[log.Index].Limit));
            for (var i = 0; isTaken && i < logs.Length; i++)
            {
                var bucket = buckets[i];
                logs[i] = logs[i].Using(bucket.Limit, at);
                _logs[(customer, bucket.Key)] = (logs[i], bucket.Limit);
            }

            return ValueTask.FromResult(new Taking(isTaken, [.. logs.Select((log, i) => log.AllowanceOf(buckets[i].Limit, at))]));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<Allowance>>(
                [.. buckets.Select(bucket => Find(customer, bucket.Key).At(bucket.Limit, at).AllowanceOf(bucket.Limit, at))]);
        }
    }

    /// <summary>Drops the buckets of which nothing counts any more.</summary>
    public void Forget(DateTimeOffset now)
    {
        lock (_lock)
        {
            foreach (var (key, (log, limit)) in _logs)
            {
                if (log.At(limit, now.ToUnixTimeMilliseconds()).Entries.IsEmpty)
                {
                    _logs.Remove(key);
                }
            }
        }
    }

    private UseLog Find(CustomerId customer, string key) => _logs.TryGetValue((customer, key), out var held) ? held.Log : UseLog.Empty;
}
