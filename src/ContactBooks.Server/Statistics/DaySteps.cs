namespace ContactBooks.Server.Statistics;

/// <summary>Days, taken together so that there are not too many of them.</summary>
internal static class DaySteps
{
    /// <summary>The most steps that there are.</summary>
    public const int Most = 30;

    /// <summary>The fewest days that are looked at: what began today would else be a line without a length.</summary>
    public const int FewestDays = 7;

    /// <summary>
    /// The first day of each step. All steps are of as many days; the last ends with the last day, and the first begins with the first or before.
    /// </summary>
    public static IReadOnlyList<DateOnly> Of(DateOnly first, DateOnly last)
    {
        var days = Math.Max(last.DayNumber - first.DayNumber + 1, FewestDays);
        var ofStep = (days + Most - 1) / Most;
        var steps = (days + ofStep - 1) / ofStep;
        return [.. Enumerable.Range(0, steps).Select(step => last.AddDays(1 - ((steps - step) * ofStep)))];
    }
}
