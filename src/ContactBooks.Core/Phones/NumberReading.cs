using PhoneNumbers;

namespace ContactBooks.Core.Phones;

/// <summary>One way to read digits as a number, and what libphonenumber says of it. <c>default</c>: they can't be read so.</summary>
/// <param name="Number">The number; null where there is none.</param>
/// <param name="Type">Its type; <see cref="PhoneNumberType.UNKNOWN"/> where it is in no assigned range.</param>
internal readonly record struct NumberReading(PhoneNumber? Number, PhoneNumberType Type)
{
    public bool IsValid => HasFullLength && Type != PhoneNumberType.UNKNOWN;

    public bool IsMobile => HasFullLength && Type is PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE;

    /// <summary>The full number's digits; 0 where there is no number.</summary>
    public int Digits => Number is null ? 0 : CountDigits((ulong)Number.CountryCode) + NationalDigits(Number);

    /// <summary>
    /// Whether the number is neither a service number of six digits nor longer than a phone may be (German numbers "valid" to the library
    /// reach 17 digits with their code).
    /// </summary>
    public bool HasFullLength => Digits is >= NumberingPlan.FewestDigits and <= Phone.MaxDigits;

    /// <summary>The phone. Only where <see cref="HasFullLength"/>.</summary>
    public Phone ToPhone()
    {
        var code = (long)Number!.CountryCode;
        for (var i = NationalDigits(Number); i > 0; i--)
            code *= 10;
        return new Phone(code + (long)Number.NationalNumber);
    }

    public static int CountDigits(ulong number)
    {
        var count = 1;
        while ((number /= 10) > 0)
            count++;
        return count;
    }

    // Italian (and a few other) national numbers begin with zeros that belong to them: 39 06 …. The library keeps them apart.
    private static int NationalDigits(PhoneNumber number) =>
        CountDigits(number.NationalNumber) + (number.HasNumberOfLeadingZeros ? number.NumberOfLeadingZeros : 0);
}
