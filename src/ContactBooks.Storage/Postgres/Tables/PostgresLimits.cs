using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>
/// Rate limits of all nodes together. How uses are counted is said once, in <see cref="UseLog"/>: the database keeps the
/// logs and lets one request at a time at those of a customer.
/// </summary>
internal sealed class PostgresLimits(PostgresDatabase database) : ILimitStore
{
    // Makes what isn't there and locks what is, in one order. The update changes nothing: it is how a conflict locks.
    private const string Lock =
        """
        insert into rate_limits as l (customer_id, bucket, since, used_at, used)
        select $1, b.bucket, 0, '{}', '{}' from unnest($2) as b (bucket) order by b.bucket collate "C"
        on conflict (customer_id, bucket) do update set since = l.since
        returning bucket, since, used_at, used
        """;

    private const string Find = "select bucket, since, used_at, used from rate_limits where customer_id = $1 and bucket = any($2)";

    private const string Keep = "update rate_limits set since = $3, used_at = $4, used = $5 where customer_id = $1 and bucket = $2";

    // In the order in which requests lock them.
    private const string Unused =
        """
        select customer_id, bucket from rate_limits where coalesce(used_at[cardinality(used_at)], 0) < $1
        order by customer_id, bucket collate "C" limit $2
        """;

    private const string DeleteUnused =
        "delete from rate_limits where coalesce(used_at[cardinality(used_at)], 0) < $1 and customer_id = $2 and bucket = $3";

    /// <summary>A use that is counted twice, its first COMMIT being lost, is none too few.</summary>
    public ValueTask<Taking> TakeAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now, CancellationToken cancellation) =>
        database.WriteRepeatableAsync(connection => TakeAsync(connection, customer, buckets, now.ToUnixTimeMilliseconds()));

    public async ValueTask<IReadOnlyList<Allowance>> LookAsync(CustomerId customer, IReadOnlyList<Bucket> buckets, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var kept = await database.ReadAsync(connection => LogsAsync(connection, Find, customer, buckets));
        return [.. buckets.Select(bucket => kept.GetValueOrDefault(bucket.Key, UseLog.Empty).At(bucket.Limit, at).AllowanceOf(bucket.Limit, at))];
    }

    /// <summary>Forgets some buckets that nothing counts in any more, past the longest window there is; true if there may be more.</summary>
    public ValueTask<bool> ForgetAsync(DateTimeOffset now) => Forgetting.StepAsync(
        database, Unused, DeleteUnused, now - RateLimit.MaxWindow, (key, row) => key.Bind(row.GetInt64(0)).Bind(row.GetString(1)));

    private static async ValueTask<Taking> TakeAsync(NpgsqlConnection connection, CustomerId customer, IReadOnlyList<Bucket> buckets, long now)
    {
        var kept = await LogsAsync(connection, Lock, customer, buckets);
        var logs = buckets.Select(bucket => kept[bucket.Key].At(bucket.Limit, now)).ToArray();
        var isTaken = logs.Zip(buckets).All(one => one.First.HasRoom(one.Second.Limit));
        if (isTaken)
        {
            logs = [.. logs.Zip(buckets, (log, bucket) => log.Using(bucket.Limit, now))];
            await KeepAsync(connection, customer, buckets, logs);
        }

        return new Taking(isTaken, [.. logs.Zip(buckets, (log, bucket) => log.AllowanceOf(bucket.Limit, now))]);
    }

    private static async ValueTask<Dictionary<string, UseLog>> LogsAsync(
        NpgsqlConnection connection, string sql, CustomerId customer, IReadOnlyList<Bucket> buckets)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Bind(customer.Value).Bind(buckets.Select(bucket => bucket.Key).ToArray());
        await using var row = await command.ExecuteReaderAsync();
        var logs = new Dictionary<string, UseLog>(StringComparer.Ordinal);
        while (await row.ReadAsync())
        {
            var entries = row.GetFieldValue<long[]>(2).Zip(row.GetFieldValue<int[]>(3), (at, count) => new LoggedUses(at, count));
            logs.Add(row.GetString(0), new UseLog(row.GetInt64(1), [.. entries]));
        }

        return logs;
    }

    private static async ValueTask KeepAsync(NpgsqlConnection connection, CustomerId customer, IReadOnlyList<Bucket> buckets, UseLog[] logs)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (log, bucket) in logs.Zip(buckets))
        {
            var keep = new NpgsqlBatchCommand(Keep);
            keep.Parameters.Bind(customer.Value).Bind(bucket.Key).Bind(log.Since)
                .Bind(log.Entries.Select(entry => entry.At).ToArray()).Bind(log.Entries.Select(entry => entry.Count).ToArray());
            batch.BatchCommands.Add(keep);
        }

        await batch.RunAsync();
    }
}
