using System.Globalization;

namespace ContactBooks.Core.CustomFields;

/// <summary>
/// Which texts are dates, in the forms that spreadsheets and programs write. Only whether, never which: <c>03/04/2026</c> is in March here
/// and in April there, so a date is kept as it was written.
/// </summary>
internal static class DateText
{
    private const int LongestForm = 40;

    private static readonly string[] Forms =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d",
        "d-M-yyyy", "d/M/yyyy", "d.M.yyyy", "M/d/yyyy", "M-d-yyyy", "d/M/yy", "d.M.yy", "M/d/yy",
        "d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "MMM d, yyyy", "d MMMM yyyy", "MMMM d, yyyy", "yyyy年M月d日",
    ];

    private static readonly string[] Times = ["H:m", "H:m:s", "h:m tt", "h:m:s tt"];

    // "2026-03-05T08:30:00.000Z" and its kin; a fraction has up to 7 digits.
    private static readonly string[] Moments =
    [
        "yyyy-M-dTH:m", "yyyy-M-dTH:m:s", "yyyy-M-dTH:m:s.FFFFFFF", "yyyy-M-dTH:mK", "yyyy-M-dTH:m:sK", "yyyy-M-dTH:m:s.FFFFFFFK",
        "yyyy-M-d H:m:s.FFFFFFF", "yyyy-M-d H:m:sK", "yyyy-M-d H:m:s zzz",
        .. from form in Forms from time in Times select $"{form} {time}",
    ];

    /// <summary>Whether a trimmed text is a date, with or without a time of day.</summary>
    public static bool Is(ReadOnlySpan<char> text) =>
        text.Length is >= 6 and <= LongestForm
        && text.ContainsAnyInRange('0', '9')
        && (IsCompact(text)
            || DateOnly.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || (text.Contains(':') && DateTime.TryParseExact(text, Moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));

    // Eight digits are a date only in years that people live in.
    private static bool IsCompact(ReadOnlySpan<char> text) =>
        text.Length == 8
        && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && date.Year is >= 1900 and < 2100;
}
