namespace ContactBooks.Core.Phones;

/// <summary>
/// Steps 3 to 6 of the road: which of the ways to read some digits is meant.
/// <list type="table">
/// <item><term>A</term><description>a national number of the default code's main region</description></item>
/// <item><term>B</term><description><c>+digits</c>, where the digits begin with the default code</description></item>
/// <item><term>C</term><description>what follows <c>00</c> (with the default code 1, <c>011</c> as well), as international</description></item>
/// <item><term>D</term><description>what follows <c>0</c> where that begins with the default code, as international</description></item>
/// <item><term>E</term><description><c>+digits</c>, whatever they begin with</description></item>
/// </list>
/// libphonenumber alone takes the first that fits its patterns and is silently wrong for some: it makes +494915112345678 of
/// 4915112345678 with 49, a "valid" fixed line.
/// </summary>
internal static class PhoneReadings
{
    private const char A = 'A', B = 'B', C = 'C', D = 'D', E = 'E';

    /// <summary>
    /// The reading that is meant. Where none is valid it is the one to judge the digits by (<see cref="NumberReading.IsValid"/> is false),
    /// which is <c>default</c> where there is not even such a one.
    /// </summary>
    public static NumberReading Choose(WrittenNumber written, CallingCode? defaultCode)
    {
        // With a plus it is international, or nothing.
        if (written.HasPlus)
            return NumberingPlan.International(written.Digits);

        // Without a default code C or E, and never both: no country code begins with 0.
        if (defaultCode is not { IsAssigned: true } code)
        {
            var international = AfterZeros(written.Digits, null);
            return NumberingPlan.International(international.IsEmpty ? written.Digits : international);
        }

        var national = NumberingPlan.National(written.Digits, code);

        // The library's A also takes off the region's own international prefixes, and some are longer than 00: 0082… is to it 008 and
        // a number of +2… in Korea, 0066… 006 and one of +6… in Thailand, 0055 a Brazilian carrier's. Where 00 and the default code
        // give a valid number, that is what was written. (Without this, 29 of 146,400 random mobiles were wrong after 00.)
        if (national.IsValid && national.Number!.CountryCode != code.Value
            && BeginsWith(AfterZeros(written.Digits, code), code) && Read(written.Digits, C, code) is { IsValid: true } own)
            return own;

        if (national.IsMobile)
            return national;

        return national.IsValid
            ? FirstMobile(written.Digits, code, B, D, national)
            : FirstValid(written.Digits, code, B, E, national);
    }

    /// <summary>
    /// The first reading of a length that its country uses, for <see cref="PhoneAcceptance.Possible"/>; <c>default</c> if there is none.
    /// </summary>
    public static NumberReading ChoosePossible(WrittenNumber written, CallingCode? defaultCode)
    {
        if (written.HasPlus)
        {
            var international = NumberingPlan.International(written.Digits);
            return NumberingPlan.IsPossible(international) ? international : default;
        }

        var code = defaultCode is { IsAssigned: true } ? defaultCode : null;
        for (var way = A; way <= E; way++)
        {
            var reading = Read(written.Digits, way, code);
            if (NumberingPlan.IsPossible(reading))
                return reading;
        }

        return default;
    }

    /// <summary>
    /// The first of B, C, D that gives any number: what a national reading that is too long was more likely meant to be, when saying what is
    /// wrong with it. (91 and nine digits lack one, though eleven digits are also one too many.)
    /// </summary>
    public static NumberReading WithItsCode(string digits, CallingCode code)
    {
        for (var way = B; way <= D; way++)
        {
            if (Read(digits, way, code) is { Number: not null } reading)
                return reading;
        }

        return default;
    }

    /// <summary>
    /// What follows the international prefix, <c>00</c> or (with the default code 1) <c>011</c>; empty where there is none.
    /// </summary>
    public static ReadOnlySpan<char> AfterZeros(string digits, CallingCode? code) =>
        digits.StartsWith("00", StringComparison.Ordinal) ? digits.AsSpan(2)
        : code is { Value: 1 } && digits.StartsWith("011", StringComparison.Ordinal) ? digits.AsSpan(3)
        : default;

    private static NumberReading FirstMobile(string digits, CallingCode? code, char first, char last, NumberReading otherwise)
    {
        for (var way = first; way <= last; way++)
        {
            if (Read(digits, way, code) is { IsMobile: true } reading)
                return reading;
        }

        return otherwise;
    }

    private static NumberReading FirstValid(string digits, CallingCode? code, char first, char last, NumberReading otherwise)
    {
        for (var way = first; way <= last; way++)
        {
            if (Read(digits, way, code) is { IsValid: true } reading)
                return reading;
        }

        return otherwise;
    }

    private static NumberReading Read(string digits, char way, CallingCode? code) => way switch
    {
        A => code is { } own ? NumberingPlan.National(digits, own) : default,
        B => BeginsWith(digits, code) ? NumberingPlan.International(digits) : default,
        C => NumberingPlan.International(AfterZeros(digits, code)),
        D => digits.StartsWith('0') && BeginsWith(digits.AsSpan(1), code) ? NumberingPlan.International(digits.AsSpan(1)) : default,
        // Where the digits begin with the default code, B has read them so already.
        _ => BeginsWith(digits, code) ? default : NumberingPlan.International(digits),
    };

    private static bool BeginsWith(ReadOnlySpan<char> digits, CallingCode? code) => code is not null && NumberingPlan.CodeOf(digits) == code;
}
