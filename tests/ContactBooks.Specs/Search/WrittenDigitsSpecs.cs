using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Search;

namespace ContactBooks.Specs.Search;

/// <summary>Digits in texts: what a fragment of digits can be found in.</summary>
public sealed class WrittenDigitsSpecs
{
    [Theory]
    [InlineData("Asha Rao", 0)]
    [InlineData("Asha 2", 1)]
    [InlineData("98200 12345", 10)]
    [InlineData("(98200)–12.345/6", 11)]
    [InlineData("9820x012345", 6)]
    [InlineData("asha.98200@12345.com", 5)]
    [InlineData("९८२०० १२३४५", 10)]
    [InlineData("मीरा ९८२०० जोशी 123", 5)]
    [InlineData("9820\u200B0\u00A012345", 10)]
    [InlineData("𝟗𝟖", 0)]
    public void The_longest_number_in_a_field_is_of_digits_with_nothing_but_gaps_between_them(string name, int longest) =>
        WrittenDigits.LongestIn(Lines(new ContactFields(name, null, null, null, null, default))).Should().Be(longest);

    [Fact]
    public void Neither_the_phone_nor_what_stands_in_two_fields_or_two_lines_is_a_number_together()
    {
        var fields = new ContactFields("12", "34", "5", "6@7", "890", default);

        WrittenDigits.LongestIn(Lines(fields, fields)).Should().Be(3);
    }

    [Fact]
    public void A_fragment_of_digits_is_in_no_line_whose_numbers_are_shorter()
    {
        var random = new Random(20261126);
        const string Alphabet = "0123456789٣५  .-+/()\u200Bax@é\t";
        for (var i = 0; i < 20_000; i++)
        {
            var name = Text(30);
            var fragment = Text(random.Next(1, 6)).Trim();
            if (fragment.Length == 0 || WrittenDigits.Of(fragment) is not { Length: > 0 } digits)
            {
                continue;
            }

            var fields = new ContactFields(name, Text(8), null, null, null, default);
            var line = SearchText.LineOf(new Phone(1), fields);
            if (line[2..].Contains(SearchText.Fold(fragment), StringComparison.Ordinal) || line[2..].Contains(digits, StringComparison.Ordinal))
            {
                WrittenDigits.LongestIn(Lines(fields)).Should().BeGreaterThanOrEqualTo(digits.Length, "{0} is in {1}", fragment, line);
            }
        }

        string Text(int length) => new([.. Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
    }

    private static byte[] Lines(params ContactFields[] contacts) =>
        Encoding.UTF8.GetBytes(string.Concat(contacts.Select(fields => SearchText.LineOf(new Phone(917000782082), fields) + SearchText.LineEnd)));
}
