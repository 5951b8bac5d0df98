using System.Text;
using ContactBooks.Core.Phones;
using PhoneNumbers;

namespace ContactBooks.Specs.Phones;

/// <summary>
/// The shortcut and the plain road, held together for every country calling code there is: what the shortcut answers is
/// what the library does. <c>PHONES_PER_CODE</c> tries more; 100,000 a code have been tried (24,500,000 numbers, none read otherwise).
/// </summary>
public class PhoneShortcutSpecs(ITestOutputHelper output)
{
    private static readonly int PerCode = int.Parse(Environment.GetEnvironmentVariable("PHONES_PER_CODE") ?? "600", provider: null);

    private static readonly int[] Codes = [.. WrittenForms.Library.GetSupportedCallingCodes().Order()];

    [Fact]
    public async Task Of_every_code_there_is_it_reads_what_the_plain_road_reads()
    {
        await PrepareAsync(Codes);
        var seed = int.Parse(Environment.GetEnvironmentVariable("PHONES_SEED") ?? $"{Random.Shared.Next()}", provider: null);
        var random = new Random(seed);
        var (valid, answered) = (0, 0);
        var misread = new List<string>();

        foreach (var code in Codes)
        {
            for (var i = 0; i < PerCode; i++)
            {
                var (digits, hasPlus, defaultCode) = Any(code, random);
                var plain = PhoneReadings.Choose(new WrittenNumber(digits, hasPlus, WrittenMarks.None), defaultCode);
                var isAnswered = PhoneShortcut.TryRead(Encoding.ASCII.GetBytes(digits), hasPlus, defaultCode, out var phone);
                valid += plain.IsValid ? 1 : 0;
                answered += isAnswered ? 1 : 0;
                if (isAnswered && !(plain.IsValid && plain.ToPhone() == phone))
                    misread.Add($"{(hasPlus ? "+" : "")}{digits} with {defaultCode} is {phone}, and to the library {(plain.IsValid ? plain.ToPhone() : "none")}");
            }
        }

        output.WriteLine($"{valid} valid numbers, {answered} answered, PHONES_SEED={seed}");
        misread.Should().BeEmpty("PHONES_SEED={0} must read every number as the library does", seed);
        ((double)answered / valid).Should().BeGreaterThan(0.85, "it is to answer for most");
    }

    [Theory]
    [InlineData(91, "IN")]
    [InlineData(1, "US")]
    [InlineData(44, "GB")]
    [InlineData(49, "DE")]
    [InlineData(55, "BR")]
    [InlineData(62, "ID")]
    [InlineData(234, "NG")]
    [InlineData(7, "RU")]
    public async Task It_answers_for_mobiles_as_their_country_writes_them(int code, string region)
    {
        await PrepareAsync(code);
        var example = WrittenForms.Library.GetExampleNumberForType(region, PhoneNumberType.MOBILE);
        var full = WrittenForms.Full(example);

        foreach (var (digits, hasPlus) in new[] { (full[$"{code}".Length..], false), (full, false), (full, true) })
        {
            PhoneShortcut.TryRead(Encoding.ASCII.GetBytes(digits), hasPlus, new CallingCode(code), out var phone).Should().BeTrue(digits);
            phone.ToString().Should().Be(full);
        }
    }

    [Fact]
    public async Task A_text_in_utf8_is_read_as_the_same_text_is()
    {
        await PrepareAsync(91, 44);
        string[] texts =
        [
            "7000782082", " (700) 078-2082 ", "+91 70007 82082", "(+91) 7000782082", "91 7000 782 082", "07000782082", "00917000782082",
            "+447400123456", "447400123456", "", "  ", "+", "-", "()", "O7000782082", "7000782082 ext 12", "+ 91 7000782082", "7000782082.0",
            "9.17000782082E+11", "९८७६५४३२१०", "70007820821234567890", "700078208212345678901", "1+7000782082", new string(' ', 300) + "7000782082",
            "7000782082" + new string('-', 300), string.Join(' ', "7000782082".Select(c => c + new string(' ', 30))),
        ];

        foreach (var text in texts)
        {
            Reading.Reader.Read(Encoding.UTF8.GetBytes(text), new CallingCode(91)).Should().Be(Reading.Reader.Read(text, new CallingCode(91)), text);
        }
    }

    [Fact]
    public void A_pattern_with_anything_but_digits_sets_groups_and_counts_is_not_understood()
    {
        foreach (var pattern in new[] { "(?=1)2", "1(?<a>2)", @"\w", "[a-f]", "1{2", "(1", "1+?", "^1", "1.", @"\d\b" })
        {
            DigitAutomaton.Of([(pattern, false)], (_, _) => 1).Should().BeNull(pattern);
        }
    }

    [Theory]
    [InlineData("[2-9]\\d{2}", "200 999", "100 20 2000")]
    [InlineData("1?2{2,3}|3(?:4|5[67])*", "22 1222 3 344 35657", "2 12 2222 35 3565 1")]
    [InlineData("[0-9]+", "0 12345678901234567", "")]
    [InlineData("(1(?:[12]|3\\d))?4{0,1}", "11 114 1394 4", "13 1 44")]
    public void A_pattern_says_of_digits_what_its_regular_expression_says(string pattern, string yes, string no)
    {
        var automaton = DigitAutomaton.Of([(pattern, false)], (matched, _) => matched[0] ? (byte)1 : (byte)0)!;

        foreach (var digits in (yes + " " + no).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var matches = System.Text.RegularExpressions.Regex.IsMatch(digits, $"^(?:{pattern})$");
            matches.Should().Be(yes.Split(' ').Contains(digits), digits);
            (automaton.Judged(Encoding.ASCII.GetBytes(digits)) == 1).Should().Be(matches, digits);
        }
    }

    /// <summary>The tables are made in the background; a shortcut without them answers nothing.</summary>
    private static Task PrepareAsync(params int[] codes) => Task.WhenAll(codes.Select(NationalNumbers.PrepareAsync));

    // Numbers of all kinds and of other codes, right and nearly right, in every form that the readings know.
    private static (string Digits, bool HasPlus, CallingCode? Code) Any(int code, Random random)
    {
        var own = new CallingCode(code);
        var other = Codes[random.Next(Codes.Length)];
        var (digits, hasPlus, defaultCode) = random.Next(12) switch
        {
            0 or 1 or 2 => (National(code, random), false, own),
            3 => (NumberingPlan.MetadataOf(code)[0].NationalPrefix + National(code, random), false, own),
            4 => (code + National(code, random), false, own),
            5 => ("00" + code + National(code, random), false, own),
            6 => ("0" + code + National(code, random), false, own),
            7 => (code + National(code, random), true, own),
            8 => (other + National(other, random), false, own),
            9 => (Digits(random.Next(4, 17), random), false, own),
            10 => ((random.Next(2) == 0 ? "00" : "011") + other + National(other, random), false, own),
            _ => (new[] { "", "0", "00" }[random.Next(3)] + code + National(code, random), false, (CallingCode?)null),
        };
        return (digits[..Math.Min(digits.Length, WrittenNumber.MostDigits - 1)], hasPlus, defaultCode);
    }

    /// <summary>An example number of some kind, its last digits replaced, now and then one too many or too few.</summary>
    private static string National(int code, Random random)
    {
        var examples = NumberingPlan.MetadataOf(code)
            .SelectMany(m => new[] { m.FixedLine, m.Mobile, m.TollFree, m.PremiumRate, m.SharedCost, m.PersonalNumber, m.Voip, m.Pager, m.Uan, m.Voicemail })
            .Where(kind => kind.HasExampleNumber).Select(kind => kind.ExampleNumber).DefaultIfEmpty("12345678").ToArray();
        var example = examples[random.Next(examples.Length)];
        var kept = random.Next(example.Length);
        var number = example[..kept] + Digits(example.Length - kept, random);
        return random.Next(12) switch
        {
            0 => number + Digits(1, random),
            1 when number.Length > 1 => number[..^1],
            _ => number,
        };
    }

    private static string Digits(int count, Random random) => string.Create(count, random, static (digits, random) =>
    {
        foreach (ref var digit in digits)
            digit = (char)('0' + random.Next(10));
    });
}
