using System.Globalization;
using PhoneNumbers;

namespace ContactBooks.Peers.EfCore;

public static class Phones
{
    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>The main region of a country calling code, as in "91" or "+91"; null if there is none.</summary>
    public static string? RegionOf(string code)
    {
        var digits = code.StartsWith("00", StringComparison.Ordinal) ? code[2..] : code.TrimStart('+');
        return int.TryParse(digits, out var number) && Util.GetRegionCodeForCountryCode(number) is var region and not "ZZ" ? region : null;
    }

    /// <summary>The international number in digits; null if the text is none, or one of no assigned range.</summary>
    public static long? Read(string text, string? region)
    {
        try
        {
            var number = Util.Parse(text, region);
            return Util.IsValidNumber(number) ? long.Parse(Util.Format(number, PhoneNumberFormat.E164).AsSpan(1), CultureInfo.InvariantCulture) : null;
        }
        catch (NumberParseException)
        {
            return null;
        }
    }
}
