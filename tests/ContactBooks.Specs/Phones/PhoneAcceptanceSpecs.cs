using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Rules 6 and 8: what is accepted.</summary>
public class PhoneAcceptanceSpecs
{
    private static readonly CallingCode India = new(91);
    private static readonly PhoneReader Lenient = new(PhoneAcceptance.Possible);

    [Theory]
    [InlineData("5000782082")] // no Indian number begins with 50007
    [InlineData("+915000782082")]
    public void A_number_must_be_valid_and_not_merely_possible(string text) =>
        Reading.Of(text, 91).Fault.Should().Be(PhoneFault.NotAssigned);

    [Theory]
    [InlineData("5000782082", 915000782082)]
    [InlineData("+915000782082", 915000782082)]
    [InlineData("00915000782082", 915000782082)]
    [InlineData("7000782082", 917000782082)]
    [InlineData("447400123456", 447400123456)] // a valid reading wins over a possible one
    public void The_option_Possible_loosens_that(string text, long phone) => Lenient.Read(text, India).Phone.Number.Should().Be(phone);

    [Theory]
    [InlineData("70007", PhoneFault.TooShort)]
    [InlineData("+91 70007 82082 123456", PhoneFault.TooLong)]
    [InlineData("7000782082 (Asha)", PhoneFault.Letters)]
    [InlineData("9.17E+11", PhoneFault.LostDigits)]
    [InlineData("+999 7000782082", PhoneFault.UnknownCountryCode)]
    [InlineData("98200 12345 / 97690 12345", PhoneFault.TwoNumbers)]
    public void The_option_Possible_loosens_nothing_else(string text, PhoneFault fault) => Lenient.Read(text, India).Fault.Should().Be(fault);

    [Fact]
    public void The_option_Possible_needs_a_country_code_too()
    {
        // +7 000 … has a possible length for Russia: without a default code the digits are read as they stand.
        Lenient.Read("7000782082", null).IsPhone.Should().BeFalse();
        Lenient.Read("915000782082", null).Phone.Number.Should().Be(915000782082);
    }

    [Theory]
    [InlineData("022 2345 6789", 91, "912223456789")] // Mumbai
    [InlineData("030 123456", 49, "4930123456")] // Berlin
    [InlineData("+44 20 7946 0958", 0, "442079460958")] // London
    public void Fixed_lines_are_accepted(string text, int code, string phone) => Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("+55 11 96123 4567", "5511961234567")] // Brazil with the ninth digit
    [InlineData("+54 9 11 2345 6789", "5491123456789")] // Argentina's 9 of mobiles
    [InlineData("+54 11 2345 6789", "541123456789")] // and without it
    [InlineData("+52 222 123 4567", "522221234567")] // Mexico without its former 1
    public void WhatsApps_own_spellings_are_not_rewritten(string text, string phone) => Reading.Read(text).Should().Be(phone);
}
