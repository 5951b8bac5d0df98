using ContactBooks.Core.Statistics;

namespace ContactBooks.Server.Statistics;

/// <summary>What became of uploaded rows, a day of UTC after another.</summary>
/// <param name="Days">The days, the oldest first, those without rows among them.</param>
/// <param name="Refused">How many rows could not go in, by the contract's word for why.</param>
public sealed record UploadDays(IReadOnlyList<UploadDay> Days, IReadOnlyDictionary<string, long> Refused)
{
    /// <summary>All rows of all days.</summary>
    public long Total => Days.Sum(day => day.Total);

    /// <summary>How many became that.</summary>
    public long TotalOf(RowOutcome outcome) => Days.Sum(day => day[outcome]);

    /// <summary>Puts counts in order.</summary>
    /// <param name="counts">The counts, of these days and any book.</param>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last.</param>
    public static UploadDays Of(IReadOnlyList<RowCount> counts, DateOnly first, DateOnly last)
    {
        var byDay = counts.ToLookup(count => count.Kind.Day);
        var days = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays);
        return new UploadDays(
            [.. days.Select(day => UploadDay.Of(day, byDay[day]))],
            counts.Where(count => count.Kind.Reason is not null).GroupBy(count => count.Kind.Reason!)
                .ToDictionary(reason => reason.Key, reason => reason.Sum(count => count.Rows)));
    }
}

/// <summary>What became of a day's rows.</summary>
/// <param name="Day">The day.</param>
/// <param name="Rows">How many rows, by what became of them.</param>
public sealed record UploadDay(DateOnly Day, IReadOnlyDictionary<RowOutcome, long> Rows)
{
    /// <summary>All of them.</summary>
    public long Total => Rows.Values.Sum();

    /// <summary>Adds up a day's counts.</summary>
    public static UploadDay Of(DateOnly day, IEnumerable<RowCount> counts) =>
        new(day, counts.GroupBy(count => count.Kind.Outcome).ToDictionary(outcome => outcome.Key, outcome => outcome.Sum(count => count.Rows)));

    /// <summary>How many became that.</summary>
    public long this[RowOutcome outcome] => Rows.GetValueOrDefault(outcome);
}
