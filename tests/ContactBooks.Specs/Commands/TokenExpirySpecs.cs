using System.Globalization;
using ContactBooks.Server.Commands;
using ContactBooks.Server.Commands.Tokens;

namespace ContactBooks.Specs.Commands;

public sealed class TokenExpirySpecs
{
    private static readonly DateTimeOffset Now = new(2026, 8, 31, 10, 20, 30, 400, TimeSpan.Zero);

    [Theory]
    [InlineData("1w", "2026-09-07T10:20:30.4Z")]
    [InlineData("1m", "2026-09-30T10:20:30.4Z")]
    [InlineData("3M", "2026-11-30T10:20:30.4Z")]
    [InlineData("6m", "2027-02-28T10:20:30.4Z")]
    [InlineData(" 1y ", "2027-08-31T10:20:30.4Z")]
    [InlineData("2026-09-01", "2026-09-01T00:00:00Z")]
    [InlineData("2026-08-31T10:21Z", "2026-08-31T10:21:00Z")]
    [InlineData("2026-08-31T10:20:31", "2026-08-31T10:20:31Z")]
    [InlineData("2026-08-31 10:20:30.5Z", "2026-08-31T10:20:30.5Z")]
    [InlineData("2026-08-31T16:00:00+05:30", "2026-08-31T10:30:00Z")]
    public void A_span_a_date_and_a_time_are_an_instant_in_utc(string text, string expected)
    {
        var end = TokenExpiry.Read(text, Now);

        end.Should().Be(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture));
        end!.Value.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Never_is_no_end() => TokenExpiry.Read("never", Now).Should().BeNull();

    [Theory]
    [InlineData("2026-08-31")]
    [InlineData("2026-08-31T10:20:30.4Z")]
    [InlineData("1999-12-31T23:59:59Z")]
    public void What_is_past_is_refused(string text) => Reading(text).Should().Throw<CommandException>().WithMessage("*past*");

    [Theory]
    [InlineData("")]
    [InlineData("2w")]
    [InlineData("31.12.2026")]
    [InlineData("12/31/2026")]
    [InlineData("2026-02-30")]
    [InlineData("2026-13-01T00:00:00Z")]
    public void What_can_not_be_read_is_refused(string text) => Reading(text).Should().Throw<CommandException>().WithMessage("*can't be read*");

    private static Action Reading(string text) => () => TokenExpiry.Read(text, Now);
}
