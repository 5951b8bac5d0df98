using ContactBooks.Server.Dashboard.Charts;

namespace ContactBooks.Specs.Dashboard.Overview;

/// <summary>The numbers at a chart's side.</summary>
public sealed class AxisScaleSpecs
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(3, 0, 1, 2, 3)]
    [InlineData(5, 0, 2, 4, 6)]
    [InlineData(40, 0, 10, 20, 30, 40)]
    [InlineData(41, 0, 20, 40, 60)]
    [InlineData(1_000_000, 0, 500_000, 1_000_000)]
    [InlineData(1_000_001, 0, 500_000, 1_000_000, 1_500_000)]
    public void It_has_a_few_round_steps_from_zero_to_the_highest_or_above(int highest, params int[] ticks) =>
        AxisScale.For(highest).Ticks.Should().Equal(ticks.Select(tick => (long)tick));

    [Fact]
    public void It_holds_every_number_in_four_steps_at_the_most()
    {
        for (var highest = 1L; highest < 1_000_000_000_000_000_000; highest = (highest * 3) + 1)
        {
            var axis = AxisScale.For(highest);
            axis.Top.Should().BeGreaterThanOrEqualTo(highest).And.BeLessThanOrEqualTo(highest * 5);
            axis.Ticks.Should().HaveCountLessThanOrEqualTo(5).And.BeInAscendingOrder();
        }
    }
}
