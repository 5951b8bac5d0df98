using System.Collections.Immutable;
using ContactBooks.Core.Limits;
using CsCheck;

namespace ContactBooks.Specs.Limits;

/// <summary>The counting, held against the plain list of all uses.</summary>
public class UseLogSpecs
{
    private const long Window = 10_000;
    private const long Longest = Window + (Window / 10);
    private const long Beginning = 1_000_000;

    // A tenth of the window is 1000 ms: bursts, steady use, gaps around a tenth and around the window.
    private static readonly Gen<long> Pause = Gen.OneOf(
        Gen.Const(0L), Gen.Long[0, 3], Gen.Long[0, 400], Gen.Long[900, 1100], Gen.Long[0, 4000], Gen.Long[9000, 12_000], Gen.Long[0, 30_000]);

    private static readonly Gen<(int Quota, ImmutableArray<long> Times)> Story =
        Gen.Select(Gen.Int[1, 30], Pause.Array[1, 300]).Select((quota, pauses) => (quota, Times(pauses)));

    [Fact]
    public void In_no_span_of_the_windows_length_are_there_more_uses_than_the_quota() =>
        Story.Sample(
            (quota, times) =>
            {
                var taken = Take(quota, times).Where(use => use.Taken).Select(use => use.At).ToList();
                taken.Select(end => taken.Count(at => at > end - Window && at <= end)).Should().OnlyContain(uses => uses <= quota);
            },
            iter: 2000);

    [Fact]
    public void A_use_is_refused_only_where_the_quota_was_used_within_a_window_and_a_tenth() =>
        Story.Sample(
            (quota, times) =>
            {
                var uses = Take(quota, times);
                foreach (var refused in uses.Where(use => !use.Taken))
                {
                    uses.Count(use => use.Taken && use.At > refused.At - Longest && use.At <= refused.At).Should().BeGreaterThanOrEqualTo(quota);
                }
            },
            iter: 2000);

    [Fact]
    public void A_client_that_never_rests_gets_the_quota_in_each_window_to_within_a_tenth() =>
        Gen.Select(Gen.Int[1, 500], Gen.Long[1, 20]).Sample(
            (quota, pause) =>
            {
                const int Windows = 20;
                var times = Enumerable.Range(0, (int)(Windows * Window / pause)).Select(i => Beginning + (i * pause)).ToImmutableArray();
                var offered = times.Length;
                var taken = Take(quota, times).Count(use => use.Taken);
                taken.Should().BeInRange(Math.Min(offered, (int)(Windows * quota * 0.9)), Windows * quota);
            },
            iter: 50);

    [Fact]
    public void An_allowance_is_exact_no_more_than_remains_while_it_lasts_and_one_more_after() =>
        Story.Sample(
            (quota, times) =>
            {
                var (limit, log) = (Limit(quota), UseLog.Empty);
                foreach (var now in times)
                {
                    log = log.At(limit, now);
                    log = log.HasRoom(limit) ? log.Using(limit, now) : log;
                    var (remaining, within) = log.AllowanceOf(limit, now);
                    var end = now + (long)within.TotalMilliseconds;

                    within.Should().BePositive().And.BeLessThanOrEqualTo(limit.Window);
                    RoomOf(log, limit, now).Should().Be(remaining);
                    RoomOf(log, limit, end - 1).Should().Be(remaining);
                    RoomOf(log, limit, end).Should().BeGreaterThan(remaining);
                }
            },
            iter: 300);

    [Fact]
    public void It_has_11_entries_at_the_most_however_many_uses() =>
        Story.Sample(
            (_, times) =>
            {
                var (limit, log) = (Limit(RateLimit.MaxQuota), UseLog.Empty);
                foreach (var now in times)
                {
                    log = log.At(limit, now).Using(limit, now);
                    log.Entries.Length.Should().BeLessThanOrEqualTo(11);
                }
            },
            iter: 2000);

    [Fact]
    public void A_bucket_that_was_never_used_allows_the_quota_for_a_window() =>
        UseLog.Empty.AllowanceOf(Limit(7), Beginning).Should().Be(new Allowance(7, TimeSpan.FromMilliseconds(Window)));

    [Fact]
    public void Clocks_that_differ_by_some_let_no_more_through_than_their_difference_shortens_the_window()
    {
        const long Skew = 500;
        Gen.Select(Gen.Int[1, 30], Gen.Select(Pause, Gen.Long[0, Skew]).Array[1, 300]).Sample(
            (quota, steps) =>
            {
                var (limit, log, at) = (Limit(quota), UseLog.Empty, Beginning);
                var taken = new List<long>();
                foreach (var (pause, ahead) in steps)
                {
                    at += pause;
                    log = log.At(limit, at + ahead);
                    if (log.HasRoom(limit))
                    {
                        log = log.Using(limit, at + ahead);
                        taken.Add(at);
                    }
                }

                taken.Select(end => taken.Count(use => use > end - (Window - Skew) && use <= end)).Should().OnlyContain(uses => uses <= quota);
            },
            iter: 1000);
    }

    [Fact]
    public void A_use_by_a_clock_that_is_behind_is_logged_at_the_time_of_the_last()
    {
        var log = UseLog.Empty.Using(Limit(2), Beginning + 500).Using(Limit(2), Beginning);

        log.AllowanceOf(Limit(2), Beginning).Should().Be(new Allowance(0, TimeSpan.FromMilliseconds(Window + 500)));
    }

    [Fact]
    public void A_clock_that_was_wrong_by_more_than_the_window_shuts_nobody_out()
    {
        var limit = Limit(1);
        var ahead = UseLog.Empty.Using(limit, Beginning + Window + 1);

        ahead.At(limit, Beginning).HasRoom(limit).Should().BeTrue();
        ahead.At(limit, Beginning + 1).HasRoom(limit).Should().BeFalse("that is a difference for which clocks may be trusted");
        ahead.At(limit, Beginning).Using(limit, Beginning).AllowanceOf(limit, Beginning).Should().Be(new Allowance(0, limit.Window));
    }

    [Fact]
    public void A_limit_that_was_lowered_counts_what_was_used_before()
    {
        var log = UseLog.Empty;
        foreach (var at in new[] { 0, 0, 2000, 4000 })
        {
            log = log.Using(Limit(10), Beginning + at);
        }

        log.HasRoom(Limit(2)).Should().BeFalse();
        log.AllowanceOf(Limit(2), Beginning + 4000).Should().Be(new Allowance(0, TimeSpan.FromMilliseconds(8000)), "of four uses three must go, and the third went in at 2000");
    }

    private static RateLimit Limit(int quota) => new(quota, TimeSpan.FromMilliseconds(Window));

    private static long RoomOf(UseLog log, RateLimit limit, long now) => log.At(limit, now).AllowanceOf(limit, now).Remaining;

    private static ImmutableArray<long> Times(long[] pauses)
    {
        var at = Beginning;
        return [.. pauses.Select(pause => at += pause)];
    }

    private static List<(long At, bool Taken)> Take(int quota, ImmutableArray<long> times)
    {
        var (limit, log, uses) = (Limit(quota), UseLog.Empty, new List<(long, bool)>());
        foreach (var now in times)
        {
            log = log.At(limit, now);
            uses.Add((now, log.HasRoom(limit)));
            log = log.HasRoom(limit) ? log.Using(limit, now) : log;
        }

        return uses;
    }
}
