using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Rules 3 to 5: with a plus, without one, with no default code.</summary>
public class PhoneReadingsSpecs
{
    [Theory]
    [InlineData("+917000782082", 91)]
    [InlineData("+917000782082", 1)]
    [InlineData("+917000782082", 0)]
    [InlineData("+91 70007 82082", 49)]
    [InlineData("(+91) 700-078-2082", 49)]
    [InlineData("+91 (0) 70007 82082", 49)]
    [InlineData("++917000782082", 49)]
    public void With_a_plus_a_number_is_international_whatever_the_default_code(string text, int code) =>
        Reading.Read(text, code).Should().Be("917000782082");

    [Theory]
    [InlineData("+7000782082", 91)] // a good Indian mobile without the plus; +7 000 is nobody's
    [InlineData("+07000782082", 91)]
    [InlineData("+0091 7000782082", 91)]
    [InlineData("+2025550123", 1)]
    [InlineData("+15112345678", 49)]
    public void A_number_with_a_plus_never_falls_back_to_the_default_code(string text, int code)
    {
        Reading.Of(text, code).IsPhone.Should().BeFalse();
        Reading.Of(text.Replace("+0", "0").Replace("+", ""), code).IsPhone.Should().BeTrue("only the plus makes it wrong");
    }

    [Theory]
    [InlineData("7000782082")]
    [InlineData("07000 782082")]
    [InlineData("(700) 078-2082")]
    [InlineData("917000782082")]
    [InlineData("00917000782082")]
    [InlineData("0917000782082")]
    public void Every_written_form_with_the_default_code_91_is_one_number(string text) =>
        Reading.Read(text, 91).Should().Be("917000782082");

    [Fact]
    public void A_full_number_of_the_default_code_is_not_taken_for_a_fixed_line_of_it() =>
        // Plain libphonenumber: +494915112345678, "valid".
        Reading.Read("4915112345678", 49).Should().Be("4915112345678");

    [Fact]
    public void A_full_number_of_another_country_is_itself() => Reading.Read("447400123456", 91).Should().Be("447400123456");

    [Theory]
    [InlineData("2025550123", 1, "12025550123")] // US
    [InlineData("12025550123", 1, "12025550123")]
    [InlineData("5062345678", 1, "15062345678")] // Canada
    [InlineData("8765432101", 1, "18765432101")] // Jamaica
    [InlineData("87710009998", 7, "77710009998")] // Kazakhstan, with Russia's trunk 8
    [InlineData("07781 123456", 44, "447781123456")] // Guernsey
    [InlineData("312 345 6789", 39, "393123456789")]
    [InlineData("06 6988 1234", 39, "390669881234")] // Italy keeps its zero
    public void The_main_region_parses_the_numbers_of_every_region_that_shares_the_code(string text, int code, string phone) =>
        Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("011917000782082", 1, "917000782082")]
    [InlineData("011 1 202 555 0123", 1, "12025550123")]
    [InlineData("00917000782082", 1, "917000782082")]
    public void With_the_default_code_1_what_follows_011_is_international_as_well(string text, int code, string phone) =>
        Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("870773111632", 870, "870773111632")]
    [InlineData("773111632", 870, "870773111632")]
    [InlineData("00870773111632", 870, "870773111632")]
    [InlineData("12345678", 800, "80012345678")]
    [InlineData("80012345678", 800, "80012345678")]
    [InlineData("917000782082", 800, "917000782082")]
    public void Codes_that_have_no_region_are_parsed_with_a_plus_and_the_code(string text, int code, string phone) =>
        Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("00821621234567", 82, "821621234567")] // to the library 008, and +216 21 234 567 in Tunisia
    [InlineData("0066808315408", 66, "66808315408")] // to the library 006, and +680 831 5408 in Palau
    [InlineData("005579953666767", 55, "5579953666767")] // to the library a carrier's 0055, and +7 995 366 67 67 in Russia
    [InlineData("00579408754591", 57, "579408754591")]
    public void Zeros_and_the_default_code_win_over_a_longer_international_prefix_of_the_region(string text, int code, string phone) =>
        Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("010 91 7000782082", 81)]
    [InlineData("8 10 91 7000782082", 7)]
    [InlineData("0011 91 7000782082", 61)]
    public void The_regions_own_international_prefix_is_read_too(string text, int code) =>
        Reading.Read(text, code).Should().Be("917000782082");

    [Theory]
    [InlineData("917000782082", "917000782082")] // E
    [InlineData("00917000782082", "917000782082")] // C
    [InlineData("+917000782082", "917000782082")]
    [InlineData("7000782082", "NoCountryCode")]
    [InlineData("07000782082", "NoCountryCode")]
    [InlineData("011917000782082", "NoCountryCode")] // 011 is an international prefix in North America only
    [InlineData("0917000782082", "NoCountryCode")]
    public void With_no_default_code_a_number_must_bring_its_own(string text, string read) => Reading.Read(text).Should().Be(read);

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(-91)]
    [InlineData(int.MaxValue)]
    public void A_code_made_by_hand_that_is_not_assigned_is_as_none(int code)
    {
        Reading.Reader.Read("7000782082", new CallingCode(code)).Fault.Should().Be(PhoneFault.NoCountryCode);
        Reading.Reader.Read("917000782082", new CallingCode(code)).Phone.Number.Should().Be(917000782082);
    }
}
