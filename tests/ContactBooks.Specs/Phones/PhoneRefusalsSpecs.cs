using ContactBooks.Core.Phones;

namespace ContactBooks.Specs.Phones;

/// <summary>Rule 7: no extensions, no letters, no two numbers.</summary>
public class PhoneRefusalsSpecs
{
    [Theory]
    [InlineData("7000782082 ext 12")]
    [InlineData("7000782082;ext=12")]
    [InlineData("7000782082 x12")]
    [InlineData("7000782082x12")]
    [InlineData("7000782082 Extn. 12")]
    [InlineData("7000782082 extension 12")]
    [InlineData("7000782082 доб. 12")]
    [InlineData("7000782082 #12")]
    [InlineData("7000782082 - 503#")]
    [InlineData("7000782082,12")]
    [InlineData("7000782082,,12")]
    [InlineData("7000782082;12")]
    [InlineData("7000782082~12")]
    [InlineData("tel:+917000782082;ext=12")]
    [InlineData("７０００７８２０８２ｘ１２")]
    public void A_number_with_an_extension_is_refused_and_told_so(string text) =>
        Reading.Of(text, 91).Fault.Should().Be(PhoneFault.Extension);

    [Theory]
    [InlineData("1-800-FLOWERS", 1)] // a vanity number
    [InlineData("+1 800 FLOWERS", 1)]
    [InlineData("O7000782082", 91)]
    [InlineData("7000782O82", 91)]
    [InlineData("7000782082 (Asha)", 91)]
    [InlineData("Asha 7000782082", 91)]
    [InlineData("7000782082 आशा", 91)]
    [InlineData("电话7000782082", 91)]
    [InlineData("О7000782082", 91)] // a Cyrillic O
    [InlineData("№7000782082", 91)] // No by NFKC
    [InlineData("𐐀7000782082", 91)] // a letter beyond the BMP
    [InlineData("0x7000782082", 91)]
    [InlineData("7000782082 ext", 91)]
    [InlineData("tel:+917000782082;phone-context=example.com", 91)]
    [InlineData("N/A", 91)]
    public void A_letter_anywhere_is_refused(string text, int code) => Reading.Of(text, code).Fault.Should().Be(PhoneFault.Letters);

    [Theory]
    [InlineData("9820012345 / 9769012345")]
    [InlineData("9820012345/9769012345")]
    [InlineData("98200 12345 / 97690 12345 / 99300 12345")]
    [InlineData("9820012345, 9769012345")]
    [InlineData("9820012345; 9769012345")]
    [InlineData("9820012345|9769012345")]
    [InlineData("9820012345\n9769012345")]
    [InlineData("9820012345\r\n9769012345")]
    [InlineData("9820012345 & 9769012345")]
    [InlineData("9820012345 or 9769012345")]
    [InlineData("9820012345 OR +44 7400 123456")]
    [InlineData("+919820012345 +919769012345")]
    [InlineData("+919820012345, 022 2345 6789")]
    [InlineData("tel:+919820012345 / tel:+919769012345")]
    [InlineData("९८२००१२३४५／९७६९०१२३४५")]
    public void Two_numbers_in_one_cell_are_refused_and_told_so(string text)
    {
        Reading.Of(text, 91).Fault.Should().Be(PhoneFault.TwoNumbers);
        Reading.Of(text, 91).Message.Should().StartWith("There are two numbers in this field");
    }

    [Theory]
    [InlineData("0511/1234567", 49, "495111234567")]
    [InlineData("0511 / 123 45 67", 49, "495111234567")]
    [InlineData("+49 511/1234567", 49, "495111234567")]
    [InlineData("0664/1234567", 43, "436641234567")]
    [InlineData("01/5331234", 43, "4315331234")]
    [InlineData("0511\n1234567", 49, "495111234567")]
    [InlineData("+91/7000782082", 91, "917000782082")]
    public void A_slash_inside_one_number_is_a_gap(string text, int code, string phone) => Reading.Read(text, code).Should().Be(phone);

    [Theory]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData("???")]
    [InlineData("70007*2082")] // a masked digit must not make a shorter number
    [InlineData("70007_82082")]
    [InlineData("70007:82082")]
    [InlineData("917,000,782,082")]
    [InlineData("9820012345|")]
    [InlineData("9820012345|1")]
    [InlineData("0+917000782082")]
    [InlineData("91+7000782082")]
    public void Characters_that_no_number_is_written_with_are_refused_between_digits(string text) =>
        Reading.Read(text, 91).Should().Be(text == "9820012345|" ? "919820012345" : "NotANumber");

    [Theory]
    [InlineData("*7000782082*")] // WhatsApp's bold
    [InlineData("☎ 7000782082")]
    [InlineData("=7000782082")]
    [InlineData("\"7000782082\"")]
    [InlineData("7000782082,")]
    [InlineData("7000782082;")]
    [InlineData("7000782082 /")]
    [InlineData("<7000782082>")]
    public void What_stands_around_a_number_is_dropped_as_libphonenumber_drops_it(string text) =>
        Reading.Read(text, 91).Should().Be("917000782082");
}
