using ContactBooks.Server.Statistics;

namespace ContactBooks.Specs.Statistics;

/// <summary>Days, taken together.</summary>
public sealed class DayStepsSpecs
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Theory]
    [InlineData(1, 7, 1)] // today alone: a week
    [InlineData(7, 7, 1)]
    [InlineData(30, 30, 1)]
    [InlineData(31, 16, 2)]
    [InlineData(365, 29, 13)]
    [InlineData(36_500, 30, 1217)]
    public void They_are_thirty_at_the_most_all_of_as_many_days(int days, int steps, int ofStep)
    {
        var starts = DaySteps.Of(Today.AddDays(1 - days), Today);

        starts.Should().HaveCount(steps);
        starts.Zip(starts.Skip(1).Append(Today.AddDays(1)), (start, next) => next.DayNumber - start.DayNumber).Should().OnlyContain(length => length == ofStep);
        starts[0].Should().BeOnOrBefore(Today.AddDays(1 - days), "the first day is of the first step");
    }

    [Fact]
    public void What_came_in_them_adds_up_from_none_to_what_is_there()
    {
        var steps = DaySteps.Of(Today.AddDays(-40), Today);
        long[] came = [.. steps.Select((_, n) => (long)n)];

        var growth = ContactGrowth.Of(steps, came, Today);

        growth[0].Should().Be(new ContactGrowth(steps[0].AddDays(-1), 0));
        growth[^1].Should().Be(new ContactGrowth(Today, came.Sum()));
        growth[2].Should().Be(new ContactGrowth(steps[2].AddDays(-1), 0 + 1));
        growth.Should().HaveCount(steps.Count + 1);
    }
}
