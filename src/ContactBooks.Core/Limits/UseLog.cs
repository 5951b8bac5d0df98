using System.Collections.Immutable;

namespace ContactBooks.Core.Limits;

/// <summary>Uses of a bucket that are counted, and forgotten, together.</summary>
/// <param name="At">The time of the last of them, milliseconds since 1970.</param>
/// <param name="Count">How many they are.</param>
public readonly record struct LoggedUses(long At, int Count);

/// <summary>
/// When a bucket was used, as much of it as a limit needs: a log in which uses less than a tenth of the window apart are one
/// entry, with the time of the last of them. An entry counts for one window from that time. So in no span of the window's
/// length are there more uses than the quota, no use counts for longer than a window and a tenth, and there are 11 entries at
/// the most, however large the quota.
/// <para>
/// A token bucket needs one number in place of these, but one that holds the quota lets twice the quota through in the
/// window after a rest, and what it could truthfully tell a client isn't what the <c>RateLimit</c> field says.
/// </para>
/// <para>
/// Nodes' clocks differ a little, so a use may come from before the last one; it is logged at the time of that. A log
/// whose last use is more than a window ahead was written by a clock that was wrong, and is forgotten: the alternative
/// would be to refuse until that time comes.
/// </para>
/// </summary>
public sealed class UseLog
{
    private const int StepsOfWindow = 10;

    /// <summary>A log as it was kept.</summary>
    /// <param name="since">The time of the first use of the last entry, milliseconds since 1970; 0 where there is none.</param>
    /// <param name="entries">The entries, the oldest first.</param>
    public UseLog(long since, ImmutableArray<LoggedUses> entries) => (Since, Entries) = (since, entries);

    /// <summary>The log of a bucket that was never used.</summary>
    public static UseLog Empty { get; } = new(0, []);

    /// <summary>The time of the first use of the last entry, milliseconds since 1970.</summary>
    public long Since { get; }

    /// <summary>The entries, the oldest first.</summary>
    public ImmutableArray<LoggedUses> Entries { get; }

    private long Used => Entries.Sum(entry => (long)entry.Count);

    /// <summary>This log without what no longer counts.</summary>
    /// <param name="limit">The bucket's limit.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public UseLog At(RateLimit limit, long now)
    {
        var window = WindowOf(limit);
        return Entries.IsEmpty || Entries[^1].At > now + window ? Empty : new UseLog(Since, Entries.RemoveAll(entry => entry.At + window <= now));
    }

    /// <summary>Whether the limit allows one more.</summary>
    public bool HasRoom(RateLimit limit) => Used < limit.Quota;

    /// <summary>This log with one use more.</summary>
    /// <param name="limit">The bucket's limit.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public UseLog Using(RateLimit limit, long now)
    {
        if (Entries.IsEmpty)
        {
            return new UseLog(now, [new LoggedUses(now, 1)]);
        }

        var last = Entries[^1];
        var at = Math.Max(now, last.At);
        return at - Since < WindowOf(limit) / StepsOfWindow
            ? new UseLog(Since, Entries.SetItem(Entries.Length - 1, new LoggedUses(at, last.Count + 1)))
            : new UseLog(at, Entries.Add(new LoggedUses(at, 1)));
    }

    /// <summary>What the limit still allows, of a log that has only what counts.</summary>
    /// <param name="limit">The bucket's limit.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    public Allowance AllowanceOf(RateLimit limit, long now)
    {
        var used = Used;
        var remaining = Math.Max(0, limit.Quota - used);
        foreach (var entry in Entries)
        {
            used -= entry.Count;
            if (limit.Quota - used > remaining)
            {
                return new Allowance((int)remaining, TimeSpan.FromMilliseconds(entry.At + WindowOf(limit) - now));
            }
        }

        return new Allowance((int)remaining, limit.Window);
    }

    private static long WindowOf(RateLimit limit) => (long)limit.Window.TotalMilliseconds;
}
