using ContactBooks.Core.Phones;
using ContactBooks.Specs.Reliability;
using CsCheck;

namespace ContactBooks.Specs.Phones;

/// <summary>What holds for any text whatever.</summary>
public class PhonePropertiesSpecs
{
    private static readonly int Few = Soak.Is ? 100_000 : 30_000;

    private static readonly PhoneReader[] Readers = [new(), new(PhoneAcceptance.Possible)];

    private static readonly Gen<CallingCode?> Code = Gen.OneOf(
        Gen.Const<CallingCode?>(() => null),
        Gen.OneOf(91, 1, 7, 49, 43, 39, 44, 55, 82, 66, 54, 52, 800, 870, 881).Select(code => (CallingCode?)new CallingCode(code)),
        Gen.Int[-5, 1100].Select(code => (CallingCode?)new CallingCode(code)));

    // Pieces that every step of the road looks for, so that a random text gets past the first of them.
    private static readonly Gen<string> Written = Gen.OneOf(
        Gen.String[Gen.Char['0', '9'], 1, 12],
        Gen.OneOf(
            "+", "00", "0", "011", "91", "49", "'", "tel:", "whatsapp:", " ", "-", ".", "(", ")", "/", ",", ";", "|", "&", " or ", "\n", "#", "~", "*",
            ".0", "E+11", "e9", "x", "ext", ";ext=", "\u200E", "\u202A", "\uFEFF", "ー", "９", "०", "Ⅷ", "½", "ﷺ", "\uD800", "\uDC00", "\uFFFE", "\uFFFF", "\0", "𝟗"))
        .List[1, 8].Select(string.Concat);

    [Fact]
    public void Reading_throws_for_no_text() =>
        Gen.Select(Gen.OneOf(Gen.String, Gen.String[Gen.Char['\0', '\uFFFF'], 0, 300], Written), Code).Sample(
            (text, code) =>
            {
                foreach (var reader in Readers)
                {
                    var reading = reader.Read(text, code);
                    reading.IsPhone.Should().Be(reading.Fault == PhoneFault.None);
                    reading.IsPhone.Should().Be(reading.Message.Length == 0);
                }
            },
            iter: Few);

    [Fact]
    public void What_is_accepted_has_7_to_15_digits_and_reads_to_itself_with_a_plus() =>
        Gen.Select(Gen.OneOf(Written, Gen.String[Gen.Char['0', '9'], 6, 16]), Code).Sample(
            (text, code) =>
            {
                var reading = Reading.Reader.Read(text, code);
                if (!reading.IsPhone)
                    return;
                var digits = reading.Phone.ToString();
                digits.Length.Should().BeInRange(7, 15);
                Reading.Read("+" + digits).Should().Be(digits, "{0} with {1} was read as that", text, code);
            },
            iter: 3 * Few);

    /// <summary>Found by the rule above: Belarus strips 80, and of what is left would strip the 8.</summary>
    [Fact]
    public void A_number_that_would_lose_digits_when_it_is_read_again_is_refused() =>
        Reading.Of("375808106717988", 55).Fault.Should().Be(PhoneFault.NotAssigned);

    [Fact]
    public void The_default_code_changes_nothing_for_a_number_with_a_plus() =>
        Gen.Select(Gen.String[Gen.Char['0', '9'], 6, 16], Code).Sample(
            (digits, code) => Reading.Reader.Read("+" + digits, code).Should().Be(Reading.Reader.Read("+" + digits, null)),
            iter: Few);

    [Fact]
    public void A_reader_is_safe_for_any_number_of_threads()
    {
        var texts = Enumerable.Range(0, 5_000).Select(i => $"0{7000000000 + i * 7919}").ToArray();
        var alone = texts.Select(text => Reading.Read(text, 91)).ToArray();
        texts.AsParallel().AsOrdered().Select(text => Reading.Read(text, 91)).Should().Equal(alone);
    }
}
