using System.Globalization;

namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>Days, in short, as the reader's language and country write them.</summary>
internal static class DayText
{
    /// <summary>As in <c>27 Nov</c>.</summary>
    public static string DayOfMonth(DateOnly day) => Short(day, CultureInfo.CurrentCulture.DateTimeFormat.MonthDayPattern);

    /// <summary>As in <c>Nov 2026</c>.</summary>
    public static string Month(DateOnly day) => Short(day, CultureInfo.CurrentCulture.DateTimeFormat.YearMonthPattern);

    private static string Short(DateOnly day, string pattern) => day.ToString(pattern.Replace("MMMM", "MMM", StringComparison.Ordinal), CultureInfo.CurrentCulture);
}
