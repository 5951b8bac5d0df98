using ContactBooks.Core.Files.Delimited;
using ContactBooks.Core.Phones;
using ContactBooks.Specs.Store;

namespace ContactBooks.Specs.Exports;

public class SpacedPhoneSpecs
{
    [Theory]
    [InlineData(917000782082, "+91 7000782082")]
    [InlineData(12025550100, "+1 2025550100")]
    [InlineData(447400123456, "+44 7400123456")]
    [InlineData(35312345678, "+353 12345678")]
    public void A_phone_is_written_with_a_blank_after_its_country_code_and_is_read_as_the_same(long number, string text)
    {
        SpacedPhone.Of(new Phone(number)).Should().Be(text);
        SpacedPhone.Is(text).Should().BeTrue();
        Uploads.Phones.Read(text, null).Phone.Number.Should().Be(number);
    }

    [Theory]
    [InlineData("+917000782082")]
    [InlineData("91 7000782082")]
    [InlineData("+91 7000 782082")]
    [InlineData("+91 ")]
    [InlineData("+91 =1")]
    [InlineData("+=1 1")]
    [InlineData("+")]
    [InlineData("")]
    public void Nothing_else_is_taken_for_one(string text) => SpacedPhone.Is(text).Should().BeFalse();
}
