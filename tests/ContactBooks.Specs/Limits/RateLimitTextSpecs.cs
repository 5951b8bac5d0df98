using ContactBooks.Core.Limits;

namespace ContactBooks.Specs.Limits;

public class RateLimitTextSpecs
{
    [Theory]
    [InlineData("600/1m", 600, 60)]
    [InlineData("1/1s", 1, 1)]
    [InlineData("5/90s", 5, 90)]
    [InlineData("10000/24h", 10_000, 86_400)]
    [InlineData("1000000000/1440m", 1_000_000_000, 86_400)]
    public void It_is_requests_and_a_window_in_seconds_minutes_or_hours(string text, int quota, int seconds)
    {
        RateLimit.TryParse(text, out var limit).Should().BeTrue();
        limit.Should().Be(new RateLimit(quota, TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("600")]
    [InlineData("600/")]
    [InlineData("600/m")]
    [InlineData("600/1")]
    [InlineData("600/60")]
    [InlineData("/1m")]
    [InlineData("0/1m")]
    [InlineData("-1/1m")]
    [InlineData("600/0s")]
    [InlineData("600/25h")]
    [InlineData("600/1441m")]
    [InlineData("1000000001/1m")]
    [InlineData("600/99999999999s")]
    [InlineData("600/1d")]
    [InlineData("600/1M")]
    [InlineData("600/1m/2")]
    [InlineData("600 / 1m")]
    [InlineData("6,000/1m")]
    [InlineData("1.5/1s")]
    [InlineData("६००/1m")]
    public void Anything_else_is_refused(string text) => RateLimit.TryParse(text, out _).Should().BeFalse();
}
