using System.Globalization;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// Days counted from a beginning, with the time as a fraction, as spreadsheets keep dates (ECMA-376 part 1, 18.17.4); written as ISO 8601.
/// </summary>
internal static class SerialDate
{
    private const long MillisecondsOfADay = 24 * 60 * 60 * 1000;

    // Lotus 1-2-3 took 1900 for a leap year, Excel followed: day 60 is one that never was, and all before it are one off.
    private const int DayThatNeverWas = 60;

    // 9999-12-31, the last day of both systems, counted from 1900.
    private const int LastDay = 2_958_465;

    private static readonly DateOnly BeforeDay1Of1900 = new(1899, 12, 31);
    private static readonly DateOnly Day0Of1904 = new(1904, 1, 1);

    /// <summary>
    /// <c>2026-03-01</c>, with its time where it has one (<c>2026-03-01T14:30:00</c>); <c>14:30:00</c> for a time of no day;
    /// <c>36:00:00</c> for an elapsed time.
    /// </summary>
    /// <param name="literal">The number. Times are rounded to a millisecond, which is what a double keeps of them.</param>
    /// <param name="kind">What its format shows.</param>
    /// <param name="from1904">Whether its workbook counts from 1904.</param>
    /// <returns>Null for a number that is no date: below the first day, beyond the last.</returns>
    public static string? ToIso(ReadOnlySpan<char> literal, NumberKind kind, bool from1904)
    {
        if (!double.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var serial))
            return null;
        if (serial is not (>= 0 and < LastDay + 1))
            return null;

        var (day, time) = Math.DivRem((long)Math.Round(serial * MillisecondsOfADay), MillisecondsOfADay);
        if (kind == NumberKind.Elapsed)
            return TimeOf(time, hours: 24 * day);
        if (day == 0 && kind == NumberKind.Time)
            return TimeOf(time);

        var date = from1904 ? DateFrom1904((int)day) : DateFrom1900((int)day);
        return date is null || time == 0 ? date : $"{date}T{TimeOf(time)}";
    }

    /// <summary>A date that its cell has in ISO 8601 already, without the midnight that dates are written with there.</summary>
    public static string OfIso(ReadOnlySpan<char> text)
    {
        var time = text.IndexOf('T');
        return (time > 0 && !text[(time + 1)..].TrimEnd('Z').ContainsAnyExcept('0', ':', '.') ? text[..time] : text).ToString();
    }

    private static string? DateFrom1900(int day) => day switch
    {
        < 1 or > LastDay => null,
        < DayThatNeverWas => Iso(BeforeDay1Of1900.AddDays(day)),
        DayThatNeverWas => "1900-02-29",
        _ => Iso(BeforeDay1Of1900.AddDays(day - 1)),
    };

    private static string? DateFrom1904(int day) =>
        day <= DateOnly.MaxValue.DayNumber - Day0Of1904.DayNumber ? Iso(Day0Of1904.AddDays(day)) : null;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string TimeOf(long milliseconds, long hours = 0)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        var fraction = time.Milliseconds == 0 ? "" : $".{time.Milliseconds:000}";
        return string.Create(CultureInfo.InvariantCulture, $"{hours + time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}{fraction}");
    }
}
