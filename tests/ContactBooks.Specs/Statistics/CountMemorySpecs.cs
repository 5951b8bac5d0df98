using ContactBooks.Server.Statistics;

namespace ContactBooks.Specs.Statistics;

/// <summary>How long a count is told again.</summary>
public sealed class CountMemorySpecs
{
    private readonly HandMovedClock _clock = new();
    private int _counts;

    [Fact]
    public async Task One_that_took_long_is_told_again_for_two_hundred_times_as_long()
    {
        var memory = new CountMemory<string, int>(_clock);

        (await CountAsync(memory, "mine", 300)).Value.Should().Be(1);
        _clock.Pass(59_000);
        var again = await CountAsync(memory, "mine", 300);
        _clock.Pass(1000);

        again.Should().Be(new Counted<int>(1, HandMovedClock.Beginning), "it says when it was counted");
        (await CountAsync(memory, "mine", 300)).Value.Should().Be(2);
    }

    [Fact]
    public async Task One_that_was_quick_is_made_each_time()
    {
        var memory = new CountMemory<string, int>(_clock);

        await CountAsync(memory, "mine", 19);

        (await CountAsync(memory, "mine", 19)).Value.Should().Be(2);
    }

    [Fact]
    public async Task No_count_is_told_for_longer_than_ten_minutes_nor_for_another_name()
    {
        var memory = new CountMemory<string, int>(_clock);
        await CountAsync(memory, "mine", 60_000);

        (await CountAsync(memory, "theirs", 60_000)).Value.Should().Be(2);
        _clock.Pass(480_000 - 1);
        (await CountAsync(memory, "mine", 0)).Value.Should().Be(1);
        _clock.Pass(1);
        (await CountAsync(memory, "mine", 0)).Value.Should().Be(3);
    }

    [Fact]
    public async Task Of_several_who_ask_at_once_one_counts()
    {
        var memory = new CountMemory<string, int>(_clock);
        var counting = new TaskCompletionSource();
        var asked = Enumerable.Range(0, 5).Select(_ => memory.OfAsync("mine", async () =>
        {
            await counting.Task;
            _clock.Pass(300);
            return ++_counts;
        })).ToList();

        counting.SetResult();

        (await Task.WhenAll(asked)).Should().OnlyContain(counted => counted.Value == 1);
    }

    private Task<Counted<int>> CountAsync(CountMemory<string, int> memory, string key, int milliseconds) =>
        memory.OfAsync(key, () =>
        {
            _clock.Pass(milliseconds);
            return Task.FromResult(++_counts);
        });

    private sealed class HandMovedClock : TimeProvider
    {
        private long _milliseconds;

        public static DateTimeOffset Beginning { get; } = new(2026, 6, 6, 8, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => 1000;

        public void Pass(long milliseconds) => _milliseconds += milliseconds;

        public override DateTimeOffset GetUtcNow() => Beginning.AddMilliseconds(_milliseconds);

        public override long GetTimestamp() => _milliseconds;
    }
}
