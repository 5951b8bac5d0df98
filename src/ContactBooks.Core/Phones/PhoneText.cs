using System.Buffers;
using System.Globalization;
using System.Text;

namespace ContactBooks.Core.Phones;

/// <summary>
/// Step 1 of the road: the text as it was sent becomes plain text. NFKC, every decimal digit an ASCII digit, nothing invisible,
/// no blanks around it, no leading <c>'</c>, <c>tel:</c> or <c>whatsapp:</c>.
/// </summary>
internal static class PhoneText
{
    /// <summary>
    /// The longest text that is looked at, in UTF-16 units, blanks around it not counted; libphonenumber's own limit. It holds before
    /// NFKC and after it, which can make 18 units of one (U+FDFA): all that follows is bounded by it.
    /// </summary>
    public const int MaxLength = 250;

    /// <summary>Folds a text, or says why it can't be a phone.</summary>
    /// <returns>
    /// <see cref="PhoneFault.None"/>, <see cref="PhoneFault.Empty"/>, <see cref="PhoneFault.TooLong"/> or <see
    /// cref="PhoneFault.NotANumber"/>.
    /// </returns>
    public static PhoneFault Fold(string? text, out string folded)
    {
        folded = "";
        var visible = text.AsSpan().Trim();
        if (visible.IsEmpty)
            return PhoneFault.Empty;
        if (visible.Length > MaxLength)
            return PhoneFault.TooLong;

        // ASCII is its own NFKC: the ordinary phone is neither folded nor copied.
        if (!Ascii.IsValid(visible))
        {
            if (!IsWellFormed(visible))
                return PhoneFault.NotANumber;
            visible = FoldUnicode(visible.ToString());
            if (visible.Length > MaxLength)
                return PhoneFault.TooLong;
        }

        visible = WithoutPrefix(visible);
        if (visible.IsEmpty)
            return PhoneFault.Empty;

        folded = visible.Length == text!.Length && Ascii.IsValid(text) ? text : visible.ToString();
        return PhoneFault.None;
    }

    /// <summary>Takes off the apostrophe that makes a spreadsheet's cell text, and the scheme of a pasted link.</summary>
    public static ReadOnlySpan<char> WithoutPrefix(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith('\''))
            text = text[1..].TrimStart();

        if (text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase))
            text = text[4..].TrimStart();
        else if (text.StartsWith("whatsapp:", StringComparison.OrdinalIgnoreCase))
            text = text[9..].TrimStart();
        return text;
    }

    private static ReadOnlySpan<char> FoldUnicode(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (rune.IsAscii)
                kept.Append((char)rune.Value);
            else if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                kept.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
            else if (!IsInvisible(rune))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    // Zero-width and bidi marks, soft hyphen, BOM are category Cf. The others are invisible too though no format characters:
    // the combining grapheme joiner and the variation selectors that keyboards add after a digit or a telephone sign.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format || rune.Value is 0x034F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    // String.Normalize throws on an unpaired surrogate, and on U+FFFE, which it counts as malformed as well.
    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || rune.Value == 0xFFFE)
                return false;
            text = text[length..];
        }

        return true;
    }
}
