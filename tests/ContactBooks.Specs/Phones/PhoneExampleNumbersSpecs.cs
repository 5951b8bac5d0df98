using ContactBooks.Core.Phones;
using PhoneNumbers;

namespace ContactBooks.Specs.Phones;

/// <summary>Rule 9, over libphonenumber's example numbers of every region.</summary>
public class PhoneExampleNumbersSpecs
{
    private static readonly PhoneNumberUtil Library = WrittenForms.Library;

    // Fixed lines that can't be told apart, each looked at by hand in the numbering data. As they stand the digits of the full number are
    // a valid fixed line within the country as well, and neither of the two is a mobile: rule 4 then says A, the national one.
    //   62 21 835 0123 of Jakarta is, dialled in Indonesia, (0)622 1835 0123: area 622 and eight digits.
    //   46 8 12 34 56 of Stockholm is, dialled in Sweden, (0)46 812 34 56: area 46, Lund.
    //   383 28 012 345 of Mitrovica is, dialled in Kosovo, (0)38 328 012 345: its plan has 38 and up to ten digits.
    // "0 and full digits" are the same digits after the trunk zero. With a plus or 00 all three are themselves.
    private static readonly string[] AmbiguousFixedLines =
    [
        "ID 62218350123", "SE 468123456", "XK 38328012345",
    ];

    private static readonly string[] AmbiguousForms =
    [
        "full digits", "0 and full digits", "Devanagari", "apostrophe", ".0 leftover", "exact exponent",
    ];

    public static TheoryData<PhoneNumberType> Types => [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_written_form_of_a_regions_example_number_gives_its_full_digits(PhoneNumberType type)
    {
        var misread = new List<string>();
        var regions = 0;
        foreach (var region in Library.GetSupportedRegions().Order())
        {
            if (Library.GetExampleNumberForType(region, type) is not { } number)
                continue;
            regions++;
            var full = WrittenForms.Full(number);
            foreach (var (form, text) in WrittenForms.All(number))
            {
                var excused = type == PhoneNumberType.FIXED_LINE && AmbiguousFixedLines.Contains($"{region} {full}") && AmbiguousForms.Contains(form);
                var read = Reading.Read(text, number.CountryCode);
                if (read == full == excused)
                    misread.Add($"{region} {form}: {text} is {read}{(excused ? ", excused without need" : $" and not {full}")}");
            }
        }

        misread.Should().BeEmpty();
        regions.Should().BeGreaterThan(240, "there are 245 regions, and all but one (Tristan da Cunha has no mobiles) have both kinds");
    }

    [Fact]
    public void The_example_numbers_of_codes_without_a_region_give_their_full_digits_too()
    {
        foreach (var code in Library.GetSupportedGlobalNetworkCallingCodes())
        {
            var number = Library.GetExampleNumberForNonGeoEntity(code);
            var full = WrittenForms.Full(number);
            foreach (var (form, text) in WrittenForms.All(number).Where(form => !form.Form.Contains("trunk")))
                Reading.Read(text, code).Should().Be(full, "{0}: {1}", form, text);
        }
    }

    [Fact]
    public void With_no_default_code_every_international_form_gives_the_full_digits()
    {
        foreach (var region in Library.GetSupportedRegions())
        {
            if (Library.GetExampleNumberForType(region, PhoneNumberType.MOBILE) is not { } number)
                continue;
            var full = WrittenForms.Full(number);
            foreach (var text in new[] { full, "+" + full, "00" + full, Library.Format(number, PhoneNumberFormat.INTERNATIONAL) })
                Reading.Read(text).Should().Be(full, "{0}: {1}", region, text);
        }
    }

    [Fact]
    public void Every_region_says_which_of_its_numbers_are_valid()
    {
        // The reader takes "has a type" for "is valid". That differs only for a region without a pattern of its numbers, and there is none.
        foreach (var region in Library.GetSupportedRegions())
            Library.GetMetadataForRegion(region).GeneralDesc.HasNationalNumberPattern.Should().BeTrue(region);
    }

    [Fact]
    public void No_assigned_code_begins_another()
    {
        // PhoneReadings relies on it: the code that digits begin with is the only one they can begin with.
        var codes = Library.GetSupportedCallingCodes();
        codes.Where(code => codes.Contains(code / 10) || codes.Contains(code / 100)).Should().BeEmpty();
        codes.Should().AllSatisfy(code => CallingCode.TryParse($"+{code}", out _).Should().BeTrue());
    }
}
