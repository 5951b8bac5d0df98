using System.Globalization;

namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>Days, in short, as the reader's language and country write them.</summary>
internal static class DayText
{
    /// <summary>As in <c>27 Nov</c>, or <c>Nov 2026</c>.</summary>
    public static string Of(DateOnly day, bool inMonths)
    {
        var format = CultureInfo.CurrentCulture.DateTimeFormat;
        var pattern = inMonths ? format.YearMonthPattern : format.MonthDayPattern;
        return day.ToString(pattern.Replace("MMMM", "MMM", StringComparison.Ordinal), CultureInfo.CurrentCulture);
    }
}
