using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Countries by their calling codes.</summary>
public sealed class CountrySpecs
{
    [Theory]
    [InlineData(91, "en", "India")]
    [InlineData(91, "hi", "भारत")]
    [InlineData(971, "en", "United Arab Emirates")]
    [InlineData(49, "hi", "जर्मनी")]
    public void They_are_told_in_a_language(int code, string language, string name) => new CallingCode(code).CountryIn(language).Should().Be(name);

    [Fact]
    public void A_worldwide_service_is_of_no_country() => new CallingCode(870).CountryIn("en").Should().BeNull();

    [Theory]
    [InlineData(1, true)]
    [InlineData(7, true)]
    [InlineData(91, false)]
    [InlineData(870, false)]
    public void Some_codes_are_shared(int code, bool isShared) => new CallingCode(code).IsShared.Should().Be(isShared);

    [Fact]
    public void Every_phone_is_in_one_range_of_its_code()
    {
        foreach (var (number, code) in new[] { (917_000_782_082, 91), (14_155_552_671, 1), (1_000_000, 1), (999_999_999_999_999, 999), (493_012_345, 49) })
        {
            var ranges = PhoneRange.All.Where(range => range.First.Number <= number && number <= range.Last.Number).ToList();
            ranges.Select(range => range.Code.Value).Should().Equal(new CallingCode(code).IsAssigned ? [code] : []);
        }
    }
}
