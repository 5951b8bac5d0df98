namespace ContactBooks.Server.Dashboard.Charts;

/// <summary>
/// Where things are in a chart: down in pixels, across in shares of its width, which only the browser knows. As SVG has them, whatever the
/// reader's language.
/// </summary>
internal static class Plot
{
    /// <summary>How high the axis is.</summary>
    public const int Height = 180;

    /// <summary>The room above it, for half of the uppermost number.</summary>
    public const int Above = 10;

    /// <summary>The room below it, for the days.</summary>
    public const int Below = 26;

    /// <summary>A bar that stands for anything can be seen.</summary>
    private const double LowestBar = 1.5;

    /// <summary>How far from the top a number is.</summary>
    public static double Y(long number, AxisScale axis) => Above + Height - HeightOf(number, axis);

    /// <summary>How high a bar for a number is.</summary>
    public static double BarHeight(long number, AxisScale axis) => number == 0 ? 0 : Math.Max(LowestBar, HeightOf(number, axis));

    /// <summary>A share of the width, from 0 to 1.</summary>
    public static string Across(double share) => FormattableString.Invariant($"{share * 100:0.###}%");

    /// <summary>Pixels.</summary>
    public static string Down(double pixels) => FormattableString.Invariant($"{pixels:0.##}");

    /// <summary>A corner of a line, in hundredths of the width and in pixels.</summary>
    public static string Point(double share, double pixels) => FormattableString.Invariant($"{share * 100:0.###},{pixels:0.##}");

    private static double HeightOf(long number, AxisScale axis) => (double)number / axis.Top * Height;
}
