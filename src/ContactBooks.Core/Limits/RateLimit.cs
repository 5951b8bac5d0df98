using System.Globalization;

namespace ContactBooks.Core.Limits;

/// <summary>How many requests may be made in how long: in no span of the window's length more than the quota.</summary>
/// <param name="Quota">Requests, 1 to <see cref="MaxQuota"/>.</param>
/// <param name="Window">Whole seconds, from one to <see cref="MaxWindow"/>.</param>
public readonly record struct RateLimit(int Quota, TimeSpan Window)
{
    /// <summary>The largest quota: a thousand million, which a sum of uses in an <c>int</c> bears.</summary>
    public const int MaxQuota = 1_000_000_000;

    /// <summary>The longest window, a day: what is over for so long no limit asks for.</summary>
    public static TimeSpan MaxWindow { get; } = TimeSpan.FromDays(1);

    /// <summary>Reads <c>600/1m</c>: requests, a stroke, and a window in seconds, minutes or hours (<c>s</c>, <c>m</c>, <c>h</c>).</summary>
    public static bool TryParse(string text, out RateLimit limit)
    {
        limit = default;
        if (text.Split('/') is not [var quotaText, [.. var countText, var unitText]] ||
            !TryWhole(quotaText, MaxQuota, out var quota) ||
            SecondsOf(unitText) is not { } unit ||
            !TryWhole(countText, (int)MaxWindow.TotalSeconds / unit, out var count))
        {
            return false;
        }

        limit = new RateLimit(quota, TimeSpan.FromSeconds((long)count * unit));
        return true;
    }

    private static int? SecondsOf(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3600,
        _ => null,
    };

    private static bool TryWhole(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= most;
}
