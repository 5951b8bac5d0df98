using PhoneNumbers;

namespace ContactBooks.Specs.Phones;

/// <summary>Rule 9, over random mobile numbers of every region: the measure that the order of the readings was chosen by.</summary>
public class PhoneMobileSampleSpecs(ITestOutputHelper output)
{
    private const int PerRegion = 200;
    private const int PerBigRegion = 3000;

    private static readonly string[] BigRegions =
        ["IN", "US", "BR", "ID", "NG", "PK", "RU", "MX", "JP", "DE", "GB", "FR", "IT", "ES", "TR", "VN", "KR", "TH", "CO", "AR"];

    private static readonly PhoneNumberUtil Library = WrittenForms.Library;

    [Fact]
    public void Every_written_form_of_a_random_mobile_is_one_number_and_that_sent_again_is_itself()
    {
        var seed = Environment.GetEnvironmentVariable("PHONES_SEED") is { } given
            ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture)
            : Random.Shared.Next();
        var random = new Random(seed);
        var sampled = 0;
        var misread = new List<string>();

        foreach (var region in Library.GetSupportedRegions().Order())
        {
            foreach (var number in Mobiles(region, BigRegions.Contains(region) ? PerBigRegion : PerRegion, random))
            {
                sampled++;
                var full = WrittenForms.Full(number);
                // "full digits" among the forms is the result sent again with its own country's code.
                foreach (var (form, text) in WrittenForms.Plain(number))
                {
                    var read = Reading.Read(text, number.CountryCode);
                    if (read != full)
                        misread.Add($"{region} {form}: {text} is {read} and not {full}");
                }
            }
        }

        output.WriteLine($"{sampled} mobiles, {misread.Count} misread, PHONES_SEED={seed}");
        misread.Should().BeEmpty("PHONES_SEED={0} must give every mobile in every form", seed);
        sampled.Should().BeGreaterThan(BigRegions.Length * PerBigRegion);
    }

    // An example number with all its digits, or those after the first or the third, replaced, where the library calls that a mobile.
    private static IEnumerable<PhoneNumber> Mobiles(string region, int wanted, Random random)
    {
        if (Library.GetExampleNumberForType(region, PhoneNumberType.MOBILE) is not { } example)
            yield break;

        int[] kept = [0, 1, 3];
        var found = 0;
        for (var i = 0; i < wanted * 30 && found < wanted; i++)
        {
            var national = Library.GetNationalSignificantNumber(example).ToCharArray();
            for (var digit = kept[i % 3]; digit < national.Length; digit++)
                national[digit] = (char)('0' + random.Next(10));

            var full = $"+{example.CountryCode}{new string(national)}";
            var number = Library.Parse(full, "ZZ");
            if (Library.Format(number, PhoneNumberFormat.E164) != full
                || Library.GetNumberType(number) is not (PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE))
                continue;
            found++;
            yield return number;
        }
    }
}
