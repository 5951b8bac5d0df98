using PhoneNumbers;

namespace ContactBooks.Core.Phones;

/// <summary>
/// What libphonenumber's data say of the national numbers of one country calling code, its patterns made into tables once. The rules are
/// the library's own (<c>GetNumberType</c>, <c>TestNumberLength</c> and the parts of <c>Parse</c> that <see cref="PhoneShortcut"/>
/// names); where its data have something that isn't understood here, the code has no such tables and the library is asked.
/// </summary>
internal sealed class NationalNumbers
{
    private const byte MainPattern = 1;
    private const byte Valid = 2;
    private const byte Mobile = 4;

    private static readonly Task<NationalNumbers?>?[] Made = new Task<NationalNumbers?>?[1000];

    private readonly DigitAutomaton _numbers;
    private readonly DigitAutomaton? _internationalPrefix;
    private readonly DigitAutomaton? _nationalPrefix;
    private readonly int[] _lengths;
    private readonly int[] _localLengths;

    private NationalNumbers(PhoneMetadata main, DigitAutomaton numbers, DigitAutomaton? internationalPrefix, DigitAutomaton? nationalPrefix)
    {
        (_numbers, _internationalPrefix, _nationalPrefix) = (numbers, internationalPrefix, nationalPrefix);
        (_lengths, _localLengths) = ([.. main.GeneralDesc.PossibleLengthList], [.. main.GeneralDesc.PossibleLengthLocalOnlyList]);
        TrunkPrefix = !main.HasNationalPrefixTransformRule && main.NationalPrefixForParsing.AsSpan() is { IsEmpty: false } trunk && !trunk.ContainsAnyExceptInRange('0', '9')
            ? System.Text.Encoding.ASCII.GetBytes(main.NationalPrefixForParsing)
            : [];
        InternationalPrefix = main.InternationalPrefix is "00" or "011" ? System.Text.Encoding.ASCII.GetBytes(main.InternationalPrefix) : [];
    }

    /// <summary>The one trunk prefix that there is, if no rule but taking it off goes with it; else empty.</summary>
    public byte[] TrunkPrefix { get; }

    /// <summary>The one international prefix that there is, where it is 00 or 011; else empty.</summary>
    public byte[] InternationalPrefix { get; }

    /// <summary>
    /// The tables of a code; null where there are none, or not yet: they are made in the background when they are first asked for (3 ms;
    /// 120 ms for the 25 regions of +1), and kept.
    /// </summary>
    public static NationalNumbers? Of(int code) =>
        (Volatile.Read(ref Made[code]) ?? StartMaking(code)) is { IsCompletedSuccessfully: true, Result: { } made } ? made : null;

    /// <summary>Makes the tables of a code now, if they aren't there.</summary>
    public static Task PrepareAsync(int code) => Volatile.Read(ref Made[code]) ?? StartMaking(code);

    /// <summary>Whether the digits match the pattern of the main region's numbers, whatever their length.</summary>
    public bool MatchMainPattern(ReadOnlySpan<byte> digits) => (_numbers.Judged(digits) & MainPattern) != 0;

    /// <summary>Whether they are a number of an assigned range, and whether of one for mobiles.</summary>
    public (bool IsValid, bool IsMobile) Judge(ReadOnlySpan<byte> digits)
    {
        var verdict = _numbers.Judged(digits);
        return ((verdict & (Valid | Mobile)) != 0, (verdict & Mobile) != 0);
    }

    /// <summary>Whether they may begin with an international prefix of the main region.</summary>
    public bool MayBeginInternationally(ReadOnlySpan<byte> digits) => _internationalPrefix?.AnyBeginning(digits) == true;

    /// <summary>Whether they may begin with a trunk or carrier prefix of the main region.</summary>
    public bool MayBeginWithTrunkPrefix(ReadOnlySpan<byte> digits) => _nationalPrefix?.AnyBeginning(digits) == true;

    /// <summary>Whether numbers of the main region have that length.</summary>
    public bool HaveLength(int length) => Array.IndexOf(_lengths, length) >= 0;

    /// <summary>Whether no number of the main region is as long.</summary>
    public bool IsTooLong(int length) => _lengths[^1] < length && Array.IndexOf(_localLengths, length) < 0;

    private static Task<NationalNumbers?> StartMaking(int code)
    {
        var making = new Task<NationalNumbers?>(() => Make(code));
        if (Interlocked.CompareExchange(ref Made[code], making, null) is { } another)
            return another;
        making.Start(TaskScheduler.Default);
        return making;
    }

    private static NationalNumbers? Make(int code)
    {
        var regions = NumberingPlan.MetadataOf(code);
        if (regions.Count == 0 || regions[0].GeneralDesc.PossibleLengthList is [] or [-1, ..])
            return null;

        var main = regions[0];
        var numbers = new RegionPatterns(regions);
        return numbers.Compile() is { } compiled && TryPrefix(main.InternationalPrefix, out var international) && TryPrefix(main.NationalPrefixForParsing, out var national)
            ? new(main, compiled, international, national)
            : null;
    }

    // More may seem to begin with it than do: an anchor at the end is left out. One that may be empty is none where it is.
    private static bool TryPrefix(string? pattern, out DigitAutomaton? prefix)
    {
        prefix = null;
        if (string.IsNullOrEmpty(pattern))
            return true;
        prefix = DigitAutomaton.Of([(pattern.Replace("$", "", StringComparison.Ordinal), false)], (matched, _) => matched[0] ? (byte)1 : (byte)0);
        return prefix is not null;
    }

    /// <summary>The patterns of all regions that share a code, and what those that match come to: the library's <c>GetNumberType</c>.</summary>
    private sealed class RegionPatterns(IReadOnlyList<PhoneMetadata> regions)
    {
        private readonly List<(string Text, bool IsPrefix)> _patterns = [];
        private readonly Dictionary<(string Text, bool IsPrefix), int> _indexes = [];

        public DigitAutomaton? Compile()
        {
            foreach (var region in regions)
            {
                foreach (var kind in Kinds(region))
                    IndexOf(kind.NationalNumberPattern, isPrefix: false);
                if (region.HasLeadingDigits)
                    IndexOf(region.LeadingDigits, isPrefix: true);
            }

            return DigitAutomaton.Of(_patterns, Judge);
        }

        private byte Judge(ReadOnlySpan<bool> matched, int length)
        {
            var verdict = matched[_indexes[(regions[0].GeneralDesc.NationalNumberPattern, false)]] ? MainPattern : (byte)0;
            foreach (var region in regions)
            {
                var type = TypeOf(region, matched, length);
                var isOfRegion = regions.Count == 1
                    || (region.HasLeadingDigits ? matched[_indexes[(region.LeadingDigits, true)]] : type != 0);
                if (isOfRegion)
                    return (byte)(verdict | type);
            }

            return verdict;
        }

        private byte TypeOf(PhoneMetadata region, ReadOnlySpan<bool> matched, int length)
        {
            if (!Matches(region.GeneralDesc, matched, length))
                return 0;

            foreach (var special in Specials(region))
            {
                if (Matches(special, matched, length))
                    return Valid;
            }

            if (Matches(region.FixedLine, matched, length))
                return region.SameMobileAndFixedLinePattern || Matches(region.Mobile, matched, length) ? Mobile : Valid;
            return !region.SameMobileAndFixedLinePattern && Matches(region.Mobile, matched, length) ? Mobile : (byte)0;
        }

        private bool Matches(PhoneNumberDesc kind, ReadOnlySpan<bool> matched, int length) =>
            (kind.PossibleLengthCount == 0 || kind.PossibleLengthList.Contains(length))
            && kind.HasNationalNumberPattern && matched[_indexes[(kind.NationalNumberPattern, false)]];

        private static IEnumerable<PhoneNumberDesc> Specials(PhoneMetadata region) =>
            [region.PremiumRate, region.TollFree, region.SharedCost, region.Voip, region.PersonalNumber, region.Pager, region.Uan, region.Voicemail];

        private static IEnumerable<PhoneNumberDesc> Kinds(PhoneMetadata region) =>
            Specials(region).Concat([region.GeneralDesc, region.FixedLine, region.Mobile]).Where(kind => kind.HasNationalNumberPattern);

        private void IndexOf(string text, bool isPrefix)
        {
            if (_indexes.TryAdd((text, isPrefix), _patterns.Count))
                _patterns.Add((text, isPrefix));
        }
    }
}
