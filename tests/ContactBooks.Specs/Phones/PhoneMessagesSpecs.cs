using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

public class PhoneMessagesSpecs
{
    [Theory]
    [InlineData("70007", 91, PhoneFault.TooShort, "too short for a number of +91")]
    [InlineData("700078208", 91, PhoneFault.TooShort, "too short for a number of +91")] // one digit missing
    [InlineData("91700078208", 91, PhoneFault.TooShort, "too short for a number of +91")]
    [InlineData("+44 7400", 91, PhoneFault.TooShort, "too short for a number of +44")]
    [InlineData("0044 7400", 91, PhoneFault.TooShort, "too short for a number of +44")]
    [InlineData("+91", 91, PhoneFault.TooShort, "too short for a number of +91")]
    [InlineData("1", 91, PhoneFault.TooShort, "too short for a number of +91")]
    [InlineData("12345", 0, PhoneFault.TooShort, "too short for a phone number")]
    [InlineData("+9", 91, PhoneFault.TooShort, "too short for a phone number")]
    [InlineData("70007820821", 91, PhoneFault.TooLong, "too long for a number of +91")]
    [InlineData("7000782082 9820012345", 91, PhoneFault.TooLong, "two numbers run together")]
    [InlineData("700078208298200123457000782082", 91, PhoneFault.TooLong, "too long")]
    [InlineData("7000782082", 0, PhoneFault.NoCountryCode, "has no country code: write it as +")]
    [InlineData("7000782082", 0, PhoneFault.NoCountryCode, "give defaultCountryCode")]
    [InlineData("+999 7000782082", 91, PhoneFault.UnknownCountryCode, "no known country code")]
    [InlineData("00999 7000782082", 91, PhoneFault.UnknownCountryCode, "no known country code")]
    [InlineData("O7000782082", 91, PhoneFault.Letters, "letters")]
    [InlineData("5000782082", 91, PhoneFault.NotAssigned, "not an assigned number of +91")]
    [InlineData("915000782082", 91, PhoneFault.NotAssigned, "not an assigned number of +91")] // and not "too long" for a national one
    [InlineData("0915000782082", 91, PhoneFault.NotAssigned, "not an assigned number of +91")]
    [InlineData("+44 1000 000000", 91, PhoneFault.NotAssigned, "not an assigned number of +44")]
    [InlineData("7000782082 x12", 91, PhoneFault.Extension, "extension")]
    [InlineData("-", 91, PhoneFault.NotANumber, "not a phone number")]
    [InlineData("", 91, PhoneFault.Empty, "no phone number")]
    public void A_message_says_what_is_wrong_in_the_users_terms(string text, int code, PhoneFault fault, string words)
    {
        var reading = Reading.Of(text, code);
        reading.Fault.Should().Be(fault);
        reading.Message.Should().Contain(words).And.EndWith(".");
        reading.IsPhone.Should().BeFalse();
        reading.Phone.Should().Be(default(Phone));
    }

    [Theory]
    [InlineData("5000782082")]
    [InlineData("7000782082 (Asha)")]
    [InlineData("7000782082 ext 12")]
    [InlineData("+999 7000782082")]
    public void A_message_does_not_repeat_the_number(string text) =>
        Reading.Of(text, 91).Message.Should().NotContain("000782082");

    [Fact]
    public void Every_fault_has_a_message_of_its_own()
    {
        var messages = Enum.GetValues<PhoneFault>().Select(fault => PhoneMessages.Of(fault, new CallingCode(91), "9.17E+11")).ToList();
        messages.Should().OnlyHaveUniqueItems();
        messages.Should().AllSatisfy(message => message.Length.Should().BeLessThan(200));
    }

    [Fact]
    public void A_phone_has_no_message()
    {
        Reading.Of("7000782082", 91).Message.Should().BeEmpty();
        Reading.Of("7000782082", 91).Fault.Should().Be(PhoneFault.None);
    }

    [Fact]
    public void A_quoted_number_is_cut() =>
        Reading.Of("9.17E+" + new string('9', 200), 91).Message.Should().Contain("(9.17E+999999999999999999)");
}
