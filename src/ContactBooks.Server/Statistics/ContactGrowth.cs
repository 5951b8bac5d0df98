namespace ContactBooks.Server.Statistics;

/// <summary>How many contacts had come by the end of a day, of those that are there now.</summary>
/// <param name="Day">The day, of UTC.</param>
/// <param name="Contacts">How many.</param>
public readonly record struct ContactGrowth(DateOnly Day, long Contacts)
{
    /// <summary>Adds up what came in each step, from none on the day before the first.</summary>
    /// <param name="steps">The first day of each step, see <see cref="DaySteps"/>.</param>
    /// <param name="came">How many came in each.</param>
    /// <param name="last">The last day.</param>
    public static IReadOnlyList<ContactGrowth> Of(IReadOnlyList<DateOnly> steps, IReadOnlyList<long> came, DateOnly last)
    {
        var growth = new List<ContactGrowth> { new(steps[0].AddDays(-1), 0) };
        for (var i = 0; i < steps.Count; i++)
        {
            var end = i + 1 < steps.Count ? steps[i + 1].AddDays(-1) : last;
            growth.Add(new ContactGrowth(end, growth[i].Contacts + came[i]));
        }

        return growth;
    }
}
