using System.Text;
using ContactBooks.Core.Contacts;
using ContactBooks.Core.Search;

namespace ContactBooks.Specs.Search;

/// <summary>What contacts are sorted by where they are sorted by name.</summary>
public sealed class NameKeySpecs
{
    [Theory]
    [InlineData("Asha Rao", "asha rao")]
    [InlineData("Élodie", "elodie")]
    [InlineData("Ångström", "angstrom")]
    [InlineData("Nguyễn Thị Bích Thuận", "nguyen thi bich thuan")]
    [InlineData("Οδυσσεύς", "οδυσσευσ")]
    [InlineData("Ёлкина", "елкина")]
    [InlineData("x\u030C", "x")]
    [InlineData("Groß", "gross")]
    [InlineData("Łódź", "łodz")]
    [InlineData("आशा ऩ", "आशा ऩ")]
    [InlineData("𐐀 👩", "𐐨 👩")]
    public void Letters_lose_their_marks_in_scripts_that_write_the_same_letter_with_and_without(string name, string expected) =>
        KeyOf(new ContactFields(name, "First", "Last", "a@x.com", null, default)).Should().Be(expected);

    [Fact]
    public void It_is_of_the_name_that_is_shown_and_of_no_other_field()
    {
        KeyOf(new ContactFields(null, "Asha", "Rao", null, null, default)).Should().Be("asha rao");
        KeyOf(new ContactFields(null, null, "Rao", "a@x.com", "Acme", default)).Should().Be("rao");
        KeyOf(new ContactFields(null, null, null, "a@x.com", "Acme", default)).Should().BeEmpty();
        KeyOf(default(ContactFields)).Should().BeEmpty();
    }

    [Fact]
    public void No_letter_with_marks_is_passed_over_by_the_quick_look_at_first_bytes()
    {
        for (var c = '\u0021'; c < '\u2000'; c++)
        {
            // Beside a letter with a mark nothing is passed over.
            KeyOf($"{c}").Should().Be(KeyOf($"é{c}")[1..], "that is U+{0:X4}", (int)c);
        }
    }

    private static string KeyOf(in ContactFields fields) => KeyOfLine(SearchText.LineOf(Store.Uploads.Phone(1), fields));

    private static string KeyOf(string name) => KeyOfLine($"917000780001\t{name}\ta@x.com");

    private static string KeyOfLine(string line)
    {
        byte[] room = [];
        return Encoding.UTF8.GetString(NameKey.Of(Encoding.UTF8.GetBytes(line), ref room));
    }
}
