using System.Globalization;
using ContactBooks.Storage.Search;

namespace ContactBooks.Specs.Search;

/// <summary>The ranges of phones that have some digits in them.</summary>
public sealed class NumberLookupSpecs
{
    [Theory]
    [InlineData("12", 99_999)]
    [InlineData("0", 9_999)]
    [InlineData("00", 99_999)]
    [InlineData("11", 99_999)]
    [InlineData("907", 54_321)]
    [InlineData("12345", 54_321)]
    [InlineData("123456", 54_321)]
    public void They_hold_exactly_the_numbers_with_those_digits_up_to_the_length_of_the_largest(string digits, long largest)
    {
        var ranges = NumberLookup.RangesWith(digits, largest)!;

        var end = (long)Math.Pow(10, largest.ToString(CultureInfo.InvariantCulture).Length);
        for (var number = 1L; number < end; number++)
        {
            var isInRange = ranges.Exists(range => range.Low <= number && number <= range.High);
            if (isInRange != number.ToString(CultureInfo.InvariantCulture).Contains(digits, StringComparison.Ordinal))
            {
                Assert.Fail($"{number} is {(isInRange ? "" : "not ")}in the ranges of {digits}.");
            }
        }
    }

    [Theory]
    [InlineData("917000782082", 919999999999, 1)]
    [InlineData("917000782082", 5511999999999, 11)]
    [InlineData("917000782082", 999999999999999, 1111)]
    [InlineData("7000782082", 919999999999, 111)]
    [InlineData("07000782082", 919999999999, 9)]
    [InlineData("1234567890123456", 999999999999999, 0)]
    public void Their_number_depends_on_how_much_longer_phones_are(string digits, long largest, int count) =>
        NumberLookup.RangesWith(digits, largest).Should().HaveCount(count);

    [Fact]
    public void Too_many_are_not_made() => NumberLookup.RangesWith("7000782082", 99999999999999).Should().BeNull();
}
