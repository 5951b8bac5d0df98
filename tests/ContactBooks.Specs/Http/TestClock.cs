using System.Globalization;

namespace ContactBooks.Specs.Http;

/// <summary>
/// A clock that a test sets. Unless stopped it goes on by a millisecond whenever it is asked, so that what happens later
/// is later; timers go by the system's time.
/// </summary>
public sealed class TestClock : TimeProvider
{
    private long _milliseconds = DateTimeOffset.Parse("2026-06-06T08:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();

    /// <summary>Whether it stands still.</summary>
    public bool IsStopped { get; set; }

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeMilliseconds(IsStopped ? Interlocked.Read(ref _milliseconds) : Interlocked.Increment(ref _milliseconds));

    public void Advance(TimeSpan by) => Interlocked.Add(ref _milliseconds, (long)by.TotalMilliseconds);
}
