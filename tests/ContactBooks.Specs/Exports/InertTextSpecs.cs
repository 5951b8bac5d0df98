using ContactBooks.Core.Files.Delimited;
using CsCheck;

namespace ContactBooks.Specs.Exports;

public class InertTextSpecs
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0=1+1")]
    [InlineData("\uFEFF=1+1")]
    [InlineData("\u200B=1+1")]
    [InlineData("\t=1+1")]
    [InlineData("\ttext")]
    [InlineData("\rtext")]
    [InlineData("\n=1+1")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1+1")]
    [InlineData("\uFF0D1+1")]
    [InlineData("\uFF20SUM(A1)")]
    [InlineData("'=1+1")]
    [InlineData("+917000782082")]
    [InlineData("+1-202-555-0100")]
    [InlineData("+91 7000 782082")]
    [InlineData("-5e3")]
    public void What_a_spreadsheet_may_run_or_reckon_gets_a_quote_before_it(string text)
    {
        InertText.Of(text).Should().Be("'" + text);
        InertText.Original("'" + text).Should().Be(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Asha = Rao")]
    [InlineData("'")]
    [InlineData("'quoted'")]
    [InlineData("'07000782082")]
    [InlineData("-5")]
    [InlineData("-0.50")]
    [InlineData("+91 7000782082")]
    [InlineData("{\"a\":\"=1+1\"}")]
    public void What_runs_nothing_stays_as_it_is(string text)
    {
        InertText.Of(text).Should().Be(text);
        InertText.Original(text).Should().Be(text);
    }

    [Fact]
    public void Any_text_comes_back() =>
        Gen.OneOf(Gen.String, Gen.OneOf("'", "=", "+", "-", "@", " ", "\t", "\r", "a", "1", "\uFF1D", "\uFEFF").List[0, 6].Select(parts => string.Concat(parts)))
            .Sample(text => InertText.Original(InertText.Of(text)) == text);
}
