using System.Globalization;
using ContactBooks.Server.Dashboard.Charts;

namespace ContactBooks.Specs.Dashboard.Overview;

/// <summary>Where things are in a chart.</summary>
public sealed class PlotSpecs
{
    private static readonly AxisScale Axis = AxisScale.For(1000);

    [Fact]
    public void Zero_is_at_the_bottom_the_highest_at_the_top_and_half_in_the_middle()
    {
        Plot.Y(0, Axis).Should().Be(Plot.Above + Plot.Height);
        Plot.Y(500, Axis).Should().Be(Plot.Above + (Plot.Height / 2));
        Plot.Y(1000, Axis).Should().Be(Plot.Above);
    }

    [Fact]
    public void A_bar_of_little_is_seen_and_one_of_nothing_is_none()
    {
        Plot.BarHeight(0, Axis).Should().Be(0);
        Plot.BarHeight(1, Axis).Should().Be(1.5, "its share would be a fifth of a pixel");
        Plot.BarHeight(1000, Axis).Should().Be(Plot.Height);
    }

    [Fact]
    public void Numbers_are_as_SVG_has_them_whatever_the_readers_language()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Plot.Across(0.125).Should().Be("12.5%");
            Plot.Down(17.25).Should().Be("17.25");
            Plot.Point(1.0 / 3, 17.25).Should().Be("33.333,17.25");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
