using System.Text;

namespace ContactBooks.Core.Phones;

/// <summary>
/// Reads a phone as people, spreadsheets and programs write it: the one rule for every way in (bulk JSON, a file's rows, a form, the search).
/// Immutable and safe for any number of threads.
/// </summary>
/// <remarks>
/// The road, each step with the type it makes:
/// <list type="number">
/// <item><description>the text is folded to plain text, <see cref="PhoneText"/>;</description></item>
/// <item><description>a spreadsheet's number becomes its digits, <see cref="SpreadsheetNumber"/>;</description></item>
/// <item><description>digits, plus and other marks are told apart, <see cref="WrittenNumber"/>;</description></item>
/// <item><description>two numbers, letters, extensions are refused, <see cref="NumberSeams"/>;</description></item>
/// <item><description>the ways to read the digits are tried, <see cref="PhoneReadings"/> over <see cref="NumberingPlan"/>;</description></item>
/// <item><description>a valid number is the <see cref="Phone"/>, anything else a <see cref="PhoneFault"/>.</description></item>
/// </list>
/// The rules in words: <c>docs/phones.md</c>.
/// </remarks>
/// <param name="acceptance">Which numbers are accepted.</param>
/// <param name="hasShortcut">
/// Whether <see cref="PhoneShortcut"/> may answer for ordinary numbers; without it every number goes to the library.
/// </param>
public sealed class PhoneReader(PhoneAcceptance acceptance = PhoneAcceptance.Valid, bool hasShortcut = true)
{
    // A message quotes a spreadsheet's number up to here.
    private const int LongestQuote = 24;

    /// <summary>Reads one phone.</summary>
    /// <param name="text">
    /// The text as it was sent; of a JSON number its literal digits. Any string may come: unpaired surrogates, controls, megabytes.
    /// Null is blank.
    /// </param>
    /// <param name="defaultCode">
    /// The country code for numbers without one. It is not used for a number with a plus, not even as a fallback.
    /// </param>
    /// <returns>The phone, or the fault and its message. It throws for no text.</returns>
    public PhoneReading Read(string? text, CallingCode? defaultCode)
    {
        // 1. Plain text.
        var fault = PhoneText.Fold(text, out var folded);
        if (fault != PhoneFault.None)
            return PhoneReading.Of(fault);

        // 2. A spreadsheet's leftovers.
        fault = SpreadsheetNumber.Read(folded, out var plain);
        if (fault != PhoneFault.None)
            return PhoneReading.Of(fault, quote: folded[..Math.Min(LongestQuote, folded.Length)]);

        // 3. Digits, and what else is there.
        var written = WrittenNumber.Scan(plain);

        // 4. Two numbers, letters, extensions: libphonenumber would read digits into them.
        fault = FaultOfWriting(plain, written, defaultCode);
        if (fault != PhoneFault.None)
            return PhoneReading.Of(fault);

        // 5. The reading that is meant.
        var reading = PhoneReadings.Choose(written, defaultCode);
        if (!reading.IsValid && acceptance == PhoneAcceptance.Possible
            && PhoneReadings.ChoosePossible(written, defaultCode) is { Number: not null } possible)
            return PhoneReading.Of(possible.ToPhone());

        // 6. A phone, or what is wrong with it.
        if (!reading.IsValid)
            return Explain(written, reading, defaultCode);
        var phone = reading.ToPhone();
        return ReadsToItself(phone, written) ? PhoneReading.Of(phone) : PhoneReading.Of(PhoneFault.NotAssigned, new CallingCode(reading.Number!.CountryCode));
    }

    /// <summary>Reads one phone; the same, for a text in UTF-8.</summary>
    /// <param name="utf8">The text, well-formed.</param>
    /// <param name="defaultCode">The country code for numbers without one.</param>
    public PhoneReading Read(ReadOnlySpan<byte> utf8, CallingCode? defaultCode)
    {
        Span<byte> digits = stackalloc byte[WrittenNumber.MostDigits];
        return hasShortcut && !PlainRoad.IsTaken && utf8.Length <= PhoneText.MaxLength
            && WrittenNumber.TryScanOrdinary(utf8, digits, out var count, out var hasPlus)
            && PhoneShortcut.TryRead(digits[..count], hasPlus, defaultCode, out var phone)
            ? PhoneReading.Of(phone)
            : Read(Encoding.UTF8.GetString(utf8), defaultCode);
    }

    // After 375, Belarus strips 8 or 80: of 375 80 8106717988 it makes a number whose own 8 it would strip the next time, and then find none.
    private static bool ReadsToItself(Phone phone, WrittenNumber written)
    {
        var digits = phone.ToString();
        return (written.HasPlus && written.Digits == digits)
            || (PhoneReadings.Choose(WrittenNumber.Scan("+" + digits), defaultCode: null) is { IsValid: true } again && again.ToPhone() == phone);
    }

    private static PhoneFault FaultOfWriting(string text, WrittenNumber written, CallingCode? defaultCode)
    {
        if (written.Marks != WrittenMarks.None)
        {
            if ((written.Marks & (WrittenMarks.Seam | WrittenMarks.Letters)) != 0 && HoldsTwoNumbers(text, defaultCode))
                return PhoneFault.TwoNumbers;
            if ((written.Marks & WrittenMarks.Extension) != 0)
                return PhoneFault.Extension;
            if ((written.Marks & (WrittenMarks.Letters | WrittenMarks.Comma)) != 0 && NumberSeams.EndsInExtension(text))
                return PhoneFault.Extension;
            if ((written.Marks & WrittenMarks.Letters) != 0)
                return PhoneFault.Letters;
            if ((written.Marks & (WrittenMarks.Odd | WrittenMarks.Comma)) != 0)
                return PhoneFault.NotANumber;
        }

        return written.Digits.Length switch
        {
            0 => PhoneFault.NotANumber,
            WrittenNumber.MostDigits => PhoneFault.TooLong,
            _ => PhoneFault.None,
        };
    }

    // Both must be valid, whatever is accepted: 0511/1234567 is one number, and each half of it has a possible length.
    private static bool HoldsTwoNumbers(string text, CallingCode? defaultCode)
    {
        var found = 0;
        foreach (var range in NumberSeams.Pieces(text))
        {
            var piece = WrittenNumber.Scan(PhoneText.WithoutPrefix(text.AsSpan()[range]).ToString());
            if (piece.Marks == WrittenMarks.None && piece.Digits.Length is > 0 and < WrittenNumber.MostDigits
                && PhoneReadings.Choose(piece, defaultCode).IsValid && ++found == 2)
                return true;
        }

        return false;
    }

    private static PhoneReading Explain(WrittenNumber written, NumberReading reading, CallingCode? defaultCode)
    {
        var code = defaultCode is { IsAssigned: true } ? defaultCode : null;
        var international = written.HasPlus ? written.Digits : PhoneReadings.AfterZeros(written.Digits, code);

        // Without a default code a number that doesn't say its own is told so, unless its length alone is hopeless.
        if (international.IsEmpty && code is null)
        {
            return PhoneReading.Of(written.Digits.Length switch
            {
                < NumberingPlan.FewestDigits => PhoneFault.TooShort,
                > Phone.MaxDigits => PhoneFault.TooLong,
                _ => PhoneFault.NoCountryCode,
            });
        }

        // The library's national reading may have found a code of its own (after Japan's 010, say): the message names that.
        if (reading.Number is { } number)
        {
            var fault = NumberingPlan.FaultOf(reading);
            if (fault == PhoneFault.TooLong && code is { } own && !written.HasPlus
                && PhoneReadings.WithItsCode(written.Digits, own) is { Number: { } full } whole)
                (fault, number) = (NumberingPlan.FaultOf(whole), full);
            return PhoneReading.Of(fault, new CallingCode(number.CountryCode));
        }

        if (!international.IsEmpty)
        {
            if (NumberingPlan.CodeOf(international) is not { } named)
                return PhoneReading.Of(international.Length < NumberingPlan.FewestDigits ? PhoneFault.TooShort : PhoneFault.UnknownCountryCode);
            return PhoneReading.Of(international.Length > Phone.MaxDigits ? PhoneFault.TooLong : PhoneFault.TooShort, named);
        }

        return PhoneReading.Of(written.Digits.Length > Phone.MaxDigits ? PhoneFault.TooLong : PhoneFault.TooShort, code);
    }
}
