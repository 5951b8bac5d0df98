using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

public class CallingCodeSpecs
{
    [Theory]
    [InlineData("91", 91)]
    [InlineData("+91", 91)]
    [InlineData("0091", 91)]
    [InlineData("  +91\t", 91)]
    [InlineData("\u00A091 ", 91)]
    [InlineData("1", 1)]
    [InlineData("001", 1)]
    [InlineData("7", 7)]
    [InlineData("383", 383)]
    public void A_country_calling_code_may_have_a_plus_or_zeros_and_blanks_around_it(string text, int code)
    {
        CallingCode.TryParse(text, out var parsed).Should().BeTrue();
        parsed.Value.Should().Be(code);
        parsed.ToString().Should().Be(code.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("800")]
    [InlineData("808")]
    [InlineData("870")]
    [InlineData("878")]
    [InlineData("881")]
    [InlineData("882")]
    [InlineData("883")]
    [InlineData("888")]
    [InlineData("979")]
    public void Codes_that_no_country_has_are_assigned_too(string text) =>
        CallingCode.TryParse(text, out _).Should().BeTrue();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("0")]
    [InlineData("00")]
    [InlineData("+")]
    [InlineData("999")] // reserved by the ITU, assigned to nobody
    [InlineData("9")]
    [InlineData("210")]
    [InlineData("9191")]
    [InlineData("091")]
    [InlineData("+0091")]
    [InlineData("++91")]
    [InlineData("00+91")]
    [InlineData("+ 91")]
    [InlineData("9 1")]
    [InlineData("-91")]
    [InlineData("91.0")]
    [InlineData("9,1")]
    [InlineData("IN")]
    [InlineData("९१")]
    [InlineData("91\0")]
    [InlineData("\uD83D")]
    public void Anything_else_is_no_code(string? text)
    {
        CallingCode.TryParse(text, out var code).Should().BeFalse();
        code.Should().Be(default(CallingCode));
    }
}
