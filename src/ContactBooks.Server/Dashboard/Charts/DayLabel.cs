namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>A day that is written below a chart.</summary>
/// <param name="Share">Where it is, as a share of the width.</param>
/// <param name="Text">The day.</param>
public sealed record DayLabel(double Share, string Text)
{
    private const int Most = 3;
    private const int DaysOfMonths = 300;

    /// <summary>Beginning, middle or end of it is where it is: the outermost may not run over.</summary>
    public string Anchor => Share < 0.05 ? "start" : Share > 0.95 ? "end" : "middle";

    /// <summary>Some of many days, the first and the last among them.</summary>
    /// <param name="days">The days, ascending.</param>
    /// <param name="shareOf">Where each is, by its place among them.</param>
    public static IReadOnlyList<DayLabel> Some(IReadOnlyList<DateOnly> days, Func<int, double> shareOf)
    {
        var areFar = days[^1].DayNumber - days[0].DayNumber > DaysOfMonths;
        var places = Enumerable.Range(0, Most).Select(n => n * (days.Count - 1) / (Most - 1)).Distinct();
        return [.. places.Select(place => new DayLabel(shareOf(place), DayText.Of(days[place], areFar)))];
    }
}
