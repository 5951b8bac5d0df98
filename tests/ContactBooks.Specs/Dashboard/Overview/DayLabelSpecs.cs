using System.Globalization;
using ContactBooks.Server.Dashboard.Charts;

namespace ContactBooks.Specs.Dashboard.Overview;

/// <summary>The days below a chart.</summary>
public sealed class DayLabelSpecs : IDisposable
{
    private readonly CultureInfo _before = CultureInfo.CurrentCulture;

    [Theory]
    [InlineData("en-IN", "29 May", "12 Jun", "27 Jun")]
    [InlineData("en-US", "May 29", "Jun 12", "Jun 27")]
    [InlineData("hi-IN", "29 मई", "12 जून", "27 जून")]
    public void Some_are_written_the_first_and_the_last_among_them_as_the_reader_writes_them(string language, params string[] texts)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);

        var labels = LabelsOf(30, new DateOnly(2026, 5, 29));

        labels.Select(label => label.Text).Should().Equal(texts);
        labels.Select(label => label.Anchor).Should().Equal("start", "middle", "end");
    }

    [Fact]
    public void Of_more_than_most_of_a_year_the_months_are_written()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-IN");

        DayLabel.Some([new(2020, 1, 31), new(2023, 6, 30), new(2026, 11, 27)], place => place / 2.0).Select(label => label.Text)
            .Should().Equal("Jan 2020", "Jun 2023", "Nov 2026");
    }

    [Fact]
    public void Of_two_days_each_is_written_once() => LabelsOf(2, new DateOnly(2026, 5, 29)).Should().HaveCount(2);

    public void Dispose() => CultureInfo.CurrentCulture = _before;

    private static IReadOnlyList<DayLabel> LabelsOf(int days, DateOnly first) =>
        DayLabel.Some([.. Enumerable.Range(0, days).Select(first.AddDays)], place => place / (days - 1.0));
}
