using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Rule 2: what a spreadsheet leaves of a phone.</summary>
public class SpreadsheetNumberSpecs
{
    [Theory]
    [InlineData("917000782082.0")]
    [InlineData("917000782082.00")]
    [InlineData("+917000782082.0")]
    [InlineData("7000782082.0")]
    [InlineData("'917000782082.0")]
    [InlineData("९१७०००७८२०८२.०")]
    public void A_decimal_zero_is_dropped(string text) => Reading.Read(text, 91).Should().Be("917000782082");

    [Theory]
    [InlineData("9.17000782082E+11")]
    [InlineData("9.17000782082e+11")]
    [InlineData("9.17000782082E11")]
    [InlineData("9.17000782082E+011")]
    [InlineData("9,17000782082E+11")] // a decimal comma, as German and French spreadsheets write it
    [InlineData("9.1700078208200E+11")] // more decimals than the exponent, all zeros
    [InlineData("91.7000782082E+10")]
    [InlineData("917000782082E+0")]
    [InlineData("7.000782082E+9")]
    public void An_exponent_with_all_its_digits_is_exact(string text) => Reading.Read(text, 91).Should().Be("917000782082");

    [Theory]
    [InlineData("9.17E+11")]
    [InlineData("9,17E+11")]
    [InlineData("9.1700078208E+11")] // one decimal short
    [InlineData("9E+11")]
    [InlineData("9.17E+308")]
    [InlineData("9.17E+99999999999999999999")]
    public void An_exponent_with_fewer_decimals_than_its_power_has_lost_digits(string text) =>
        Reading.Of(text, 91).Fault.Should().Be(PhoneFault.LostDigits);

    [Fact]
    public void The_message_of_lost_digits_says_who_dropped_them_and_how_to_keep_them() =>
        Reading.Of("9.17E+11", 91).Message.Should().Be(
            "The spreadsheet dropped digits of this number (9.17E+11). Format the column as Text and paste the numbers again.");

    [Theory]
    [InlineData("9.170007820825E+11", PhoneFault.NotANumber)] // 917000782082.5
    [InlineData("917000782082.5", PhoneFault.TooLong)] // the dot is a gap then, and 13 digits are too many
    [InlineData("9.17000782082E-11", PhoneFault.Letters)]
    [InlineData("9.17000782082E", PhoneFault.Letters)]
    [InlineData("E+11", PhoneFault.Letters)]
    [InlineData("9.17000782082E+11 (Asha)", PhoneFault.Letters)]
    public void What_only_looks_like_a_spreadsheets_number_is_judged_as_it_stands(string text, PhoneFault fault) =>
        Reading.Of(text, 91).Fault.Should().Be(fault);

    [Fact]
    public void A_last_group_of_zero_after_a_dot_is_a_group() =>
        // 05.11.12.30.0 has other dots before: 5 11 12 30 0 in Hanover.
        Reading.Read("0511.12.30.0", 49).Should().Be("4951112300");
}
