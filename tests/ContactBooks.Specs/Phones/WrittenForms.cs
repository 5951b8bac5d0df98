using PhoneNumbers;

namespace ContactBooks.Specs.Phones;

/// <summary>The forms in which people, phones and spreadsheets write one number.</summary>
internal static class WrittenForms
{
    public static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>The full number's digits, <c>917000782082</c>.</summary>
    public static string Full(PhoneNumber number) => Library.Format(number, PhoneNumberFormat.E164)[1..];

    /// <summary>Those that phones.md names: they must hold for every mobile.</summary>
    public static IEnumerable<(string Form, string Text)> Plain(PhoneNumber number)
    {
        var full = Full(number);
        yield return ("full digits", full);
        yield return ("plus", "+" + full);
        yield return ("00", "00" + full);
        yield return ("0 and full digits", "0" + full);
        yield return ("national", Library.Format(number, PhoneNumberFormat.NATIONAL));
        yield return ("national significant", Library.GetNationalSignificantNumber(number));
    }

    /// <summary>The plain forms, dressed as they are found in files and chats.</summary>
    public static IEnumerable<(string Form, string Text)> All(PhoneNumber number)
    {
        var full = Full(number);
        var national = Library.Format(number, PhoneNumberFormat.NATIONAL);
        var international = Library.Format(number, PhoneNumberFormat.INTERNATIONAL);
        var code = $"+{number.CountryCode}";

        return Plain(number).Concat(
        [
            ("national digits with trunk prefix", string.Concat(national.Where(char.IsAsciiDigit))),
            ("international with spaces", international),
            ("international with dashes", international.Replace(' ', '-')),
            ("international with dots", international.Replace(' ', '.')),
            ("code in brackets", $"({code}) {international[code.Length..].TrimStart(' ', '-')}"),
            ("00 and spaces", $"00 {international[1..]}"),
            ("tel:", $"tel:+{full}"),
            ("invisible marks around", $"\u202A+{full}\u202C"),
            ("invisible marks between", string.Join('\u200B', international.ToCharArray())),
            ("Devanagari", InDigitsFrom(full, '०')),
            ("Arabic, national", InDigitsFrom(national, '٠')),
            ("full width", "＋" + InDigitsFrom(full, '０')),
            ("apostrophe", "'" + full),
            (".0 leftover", full + ".0"),
            ("exact exponent", $"{full[0]}.{full[1..]}E+{full.Length - 1}"),
        ]);
    }

    private static string InDigitsFrom(string text, char zero) =>
        string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(zero + (c - '0')) : c));
}
