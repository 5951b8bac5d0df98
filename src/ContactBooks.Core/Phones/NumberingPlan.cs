using PhoneNumbers;

namespace ContactBooks.Core.Phones;

/// <summary>
/// The numbering rules of the world, which are libphonenumber's; we write none of our own. All calls into the library are here.
/// </summary>
internal static class NumberingPlan
{
    /// <summary>
    /// The fewest digits of a full number. Shorter "valid" ones exist in Austria and Iran (country code and four digits): service numbers of
    /// an operator, to which no message goes.
    /// </summary>
    public const int FewestDigits = 7;

    /// <summary>libphonenumber's region for codes that no country has: 800, 870, 881, ….</summary>
    private const string NoCountry = PhoneNumberUtil.REGION_CODE_FOR_NON_GEO_ENTITY;

    /// <summary>libphonenumber's unknown region: with it only a number with a plus is parsed.</summary>
    private const string UnknownRegion = "ZZ";

    // The library parses national numbers of up to 17 digits and throws beyond.
    private const int MostNationalDigits = 17;

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();
    private static readonly string?[] Regions = MainRegions();

    /// <summary>The main region of a country calling code (1 US, 7 RU, 44 GB, 39 IT); null where the code is not assigned.</summary>
    public static string? RegionOf(int code) => (uint)code < (uint)Regions.Length ? Regions[code] : null;

    /// <summary>All country calling codes that are assigned, in their order.</summary>
    public static IEnumerable<CallingCode> Codes =>
        Enumerable.Range(1, Regions.Length - 1).Where(code => Regions[code] is not null).Select(code => new CallingCode(code));

    /// <summary>The name of a code's main region; null where it is no country's, and of the few that the library has no name of.</summary>
    public static string? CountryOf(int code, string language) =>
        RegionOf(code) is not (null or NoCountry) and var region
            && new Locale("", region).GetDisplayCountry(language) is { Length: > 0 } name
            ? name
            : null;

    /// <summary>Whether several regions share a code.</summary>
    public static bool IsShared(int code) => RegionOf(code) is not null && Library.GetRegionCodesForCountryCode(code).Count > 1;

    /// <summary>The library's data of all regions that share a code, the main one first; empty where the code is not assigned.</summary>
    public static IReadOnlyList<PhoneMetadata> MetadataOf(int code) => RegionOf(code) switch
    {
        null => [],
        NoCountry => [Library.GetMetadataForNonGeographicalRegion(code)],
        _ => [.. Library.GetRegionCodesForCountryCode(code).Select(Library.GetMetadataForRegion)],
    };

    /// <summary>
    /// The country calling code that international digits begin with, if any. No code begins another, so there is one at most.
    /// </summary>
    public static CallingCode? CodeOf(ReadOnlySpan<char> digits)
    {
        var code = 0;
        foreach (var c in digits[..Math.Min(3, digits.Length)])
        {
            code = code * 10 + (c - '0');
            if (code == 0)
                return null;
            if (RegionOf(code) is not null)
                return new(code);
        }

        return null;
    }

    /// <summary>
    /// The digits as a national number of the code's main region, which knows the numbers of every region that shares the code.
    /// </summary>
    public static NumberReading National(string digits, CallingCode code)
    {
        var region = RegionOf(code.Value);
        if (region is null)
            return default;
        if (region == NoCountry)
            return International($"{code}{digits}");

        // What the library would throw for: too few digits (after an international prefix too), or more than a national number has.
        var prefixed = digits.StartsWith("00", StringComparison.Ordinal);
        if (digits.Length < (prefixed ? 8 : 4) || digits.Length > MostNationalDigits && digits[0] != '0')
            return default;
        return Parse(digits, region);
    }

    /// <summary>The digits as a full international number. No default code and no region has a part in it.</summary>
    public static NumberReading International(ReadOnlySpan<char> digits)
    {
        if (CodeOf(digits) is not { } code)
            return default;

        var national = digits.Length - NumberReading.CountDigits((ulong)code.Value);
        return national is < 3 or > MostNationalDigits ? default : Parse(string.Concat("+", digits), UnknownRegion);
    }

    /// <summary>Whether the number has a length that its country uses, local numbers without an area code not counted.</summary>
    public static bool IsPossible(NumberReading reading) => reading.HasFullLength
        && Library.IsPossibleNumberWithReason(reading.Number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE;

    /// <summary>
    /// Why a reading is no valid number: <see cref="PhoneFault.TooShort"/>, <see cref="PhoneFault.TooLong"/> or <see cref="PhoneFault.NotAssigned"/>.
    /// Lengths are those of fixed and mobile numbers: India's service numbers reach from 8 to 13 digits, but a mobile of 9 is too short.
    /// </summary>
    public static PhoneFault FaultOf(NumberReading reading) => reading.Digits switch
    {
        < FewestDigits => PhoneFault.TooShort,
        > Phone.MaxDigits => PhoneFault.TooLong,
        _ => Library.IsPossibleNumberForTypeWithReason(reading.Number, PhoneNumberType.FIXED_LINE_OR_MOBILE) switch
        {
            PhoneNumberUtil.ValidationResult.TOO_SHORT or PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => PhoneFault.TooShort,
            PhoneNumberUtil.ValidationResult.TOO_LONG => PhoneFault.TooLong,
            _ => PhoneFault.NotAssigned,
        },
    };

    private static NumberReading Parse(string text, string region)
    {
        try
        {
            var number = Library.Parse(text, region);
            return new(number, Library.GetNumberType(number));
        }
        catch (NumberParseException)
        {
            // Rare after the guards above: digits that begin with the region's international prefix (0082… in Korea, whose
            // prefixes are 001, 002, 008, …) and go on with no country code.
            return default;
        }
    }

    private static string?[] MainRegions()
    {
        var regions = new string?[1000];
        foreach (var code in Library.GetSupportedCallingCodes())
            regions[code] = Library.GetRegionCodeForCountryCode(code);
        return regions;
    }
}
