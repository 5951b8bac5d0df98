using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Rule 1: the text, folded.</summary>
public class PhoneTextSpecs
{
    [Theory]
    [InlineData("९८७६५४३२१०")] // Devanagari
    [InlineData("٩٨٧٦٥٤٣٢١٠")] // Arabic-Indic
    [InlineData("۹۸۷۶۵۴۳۲۱۰")] // Persian
    [InlineData("９８７６５４３２１０")] // full width
    [InlineData("𝟗𝟖𝟕𝟔𝟓𝟒𝟑𝟐𝟏𝟎")] // mathematical bold, beyond the BMP, folded by NFKC
    [InlineData("𑁯𑁮𑁭𑁬𑁫𑁪𑁩𑁨𑁧𑁦")] // Brahmi, beyond the BMP, not folded by NFKC
    [InlineData("⑨⑧⑦⑥⑤④③②①⓪")] // circled, folded by NFKC
    public void Any_Unicode_decimal_digit_counts_as_its_ASCII_digit(string text) =>
        Reading.Read(text, 91).Should().Be("919876543210");

    [Theory]
    [InlineData("\u202A917000782082\u202C")]
    [InlineData("\u200E+91 70007 82082")]
    [InlineData("\uFEFF917000782082")]
    [InlineData("91\u200B7000\u200D782082\u00AD")]
    [InlineData("\u2066+917000782082\u2069")]
    [InlineData("\u260E\uFE0F +917000782082")]
    [InlineData("9\uFE0F17000782082")]
    public void Invisible_format_characters_are_dropped(string text) =>
        Reading.Read(text, 91).Should().Be("917000782082");

    [Theory]
    [InlineData("'917000782082")]
    [InlineData("' +917000782082")]
    [InlineData("\u200E'917000782082")]
    [InlineData("＇917000782082")]
    public void A_leading_apostrophe_is_dropped(string text) => Reading.Read(text, 91).Should().Be("917000782082");

    [Theory]
    [InlineData("tel:+91-700-078-2082")]
    [InlineData("TEL: 7000782082")]
    [InlineData("whatsapp:+917000782082")]
    [InlineData("WhatsApp:917000782082")]
    [InlineData("'tel:+917000782082")]
    [InlineData("\u202Atel:+917000782082")]
    public void A_tel_or_whatsapp_prefix_is_dropped(string text) => Reading.Read(text, 91).Should().Be("917000782082");

    [Fact]
    public void A_full_width_plus_is_a_plus() => Reading.Read("＋９１７０００７８２０８２").Should().Be("917000782082");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\t\r\n")]
    [InlineData("\u00A0\u3000")]
    [InlineData("\u200B\u200E\uFEFF")]
    [InlineData("'")]
    [InlineData("tel:")]
    public void Blank_text_is_empty(string text) => Reading.Of(text, 91).Fault.Should().Be(PhoneFault.Empty);

    [Fact]
    public void No_text_is_empty() => Reading.Reader.Read((string?)null, null).Fault.Should().Be(PhoneFault.Empty);

    [Fact]
    public void Blanks_count_for_nothing_however_many()
    {
        Reading.Read(new string(' ', 10_000), 91).Should().Be("Empty");
        Reading.Read(new string(' ', 10_000) + "7000782082\n", 91).Should().Be("917000782082");
    }

    [Theory]
    [InlineData('7')]
    [InlineData('x')]
    [InlineData('+')]
    [InlineData('\u200B')]
    [InlineData('\uD800')]
    [InlineData('\uFDFA')] // eighteen characters by NFKC
    public void Ten_thousand_characters_are_too_long_whatever_they_are(char c) =>
        Reading.Of(new string(c, 10_000), 91).Fault.Should().Be(PhoneFault.TooLong);

    [Fact]
    public void Unpaired_surrogates_control_and_replacement_characters_are_refused_wherever_they_stand()
    {
        // Not as a theory: an attribute's text is stored as UTF-8, which has no unpaired surrogates.
        string[] texts =
        [
            "7000782082\uD800", "\uDC007000782082", "70007\uD83D82082", "7000782082\uFFFE", "7000782082\uFFFD", "\uFFFD7000782082",
            "70007\u000082082", "7000782082\0", "\u00017000782082", "7000782082\u0007", "7000782082\u0085.",
        ];
        foreach (var text in texts)
            Reading.Of(text, 91).Fault.Should().Be(PhoneFault.NotANumber);
    }

    [Fact]
    public void A_next_line_control_at_the_ends_is_a_blank() => Reading.Read("\u00857000782082\u0085", 91).Should().Be("917000782082");

    [Theory]
    [InlineData("090ー1234ー5678")] // the long vowel sign, as Japanese keyboards write the dash
    [InlineData("090ｰ1234ｰ5678")]
    [InlineData("090‐1234‐5678")]
    [InlineData("090−1234−5678")]
    [InlineData("090—1234—5678")]
    [InlineData("（090）1234-5678")]
    [InlineData("090\u30001234\u20095678")]
    [InlineData("090.1234.5678")]
    [InlineData("[090] 1234\t5678")]
    [InlineData("090\n1234\r\n5678")]
    public void Spaces_dashes_dots_and_brackets_of_any_script_are_gaps(string text) =>
        Reading.Read(text, 81).Should().Be("819012345678");
}
