using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

public class PhoneSpecs
{
    [Theory]
    [InlineData("917000782082", 917000782082)]
    [InlineData("1", 1)]
    [InlineData("999999999999999", 999_999_999_999_999)]
    public void Normalised_digits_are_a_phone_and_come_back_as_they_went_in(string digits, long number)
    {
        Phone.TryParse(digits, out var phone).Should().BeTrue();
        phone.Number.Should().Be(number);
        phone.ToString().Should().Be(digits);
        new Phone(number).Should().Be(phone);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0917000782082")]
    [InlineData("+917000782082")]
    [InlineData(" 917000782082")]
    [InlineData("91700078208x")]
    [InlineData("९१७०००७८२०८२")]
    [InlineData("1000000000000000")]
    [InlineData("99999999999999999999999")]
    public void Anything_else_is_not_a_normalised_phone(string digits)
    {
        Phone.TryParse(digits, out var phone).Should().BeFalse();
        phone.Should().Be(default(Phone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-917000782082)]
    [InlineData(1_000_000_000_000_000)]
    public void A_stored_number_out_of_range_is_a_fault_of_ours(long number) =>
        FluentActions.Invoking(() => new Phone(number)).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public void Phones_are_ordered_by_their_number()
    {
        Phone[] phones = [new Phone(917000782082), new Phone(6834002), new Phone(447400123456)];
        phones.Order().Select(phone => phone.Number).Should().Equal(6834002, 447400123456, 917000782082);
        (phones[1] < phones[0]).Should().BeTrue();
        (phones[1] >= phones[0]).Should().BeFalse();
    }
}
