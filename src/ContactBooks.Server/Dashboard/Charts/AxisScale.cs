namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>An axis of numbers that begins at zero: round steps, a few of them, the last at the highest number or above.</summary>
public sealed class AxisScale
{
    private const int MostSteps = 4;

    private AxisScale(long step, long steps) => Ticks = [.. Enumerable.Range(0, (int)steps + 1).Select(n => n * step)];

    /// <summary>What is written at it, from zero.</summary>
    public IReadOnlyList<long> Ticks { get; }

    /// <summary>Where it ends; never zero.</summary>
    public long Top => Ticks[^1];

    /// <summary>The axis for numbers up to a highest, at most 10<sup>18</sup>.</summary>
    public static AxisScale For(long highest)
    {
        var step = RoundSteps().First(round => StepsTo(highest, round) <= MostSteps);
        return new AxisScale(step, Math.Max(1, StepsTo(highest, step)));
    }

    private static long StepsTo(long highest, long step) => (highest / step) + (highest % step == 0 ? 0 : 1);

    // 1, 2, 5, 10, 20, 50, …
    private static IEnumerable<long> RoundSteps()
    {
        for (var power = 1L; ; power *= 10)
        {
            yield return power;
            yield return 2 * power;
            yield return 5 * power;
        }
    }
}
