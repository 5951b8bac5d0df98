namespace ContactBooks.Core.Phones;

/// <summary>
/// Step 2 of the road: what a spreadsheet makes of a phone that it takes for a number. <c>917000782082.0</c> and
/// <c>9.17000782082E+11</c> still have all the digits; <c>9.17E+11</c> has lost some for good.
/// </summary>
internal static class SpreadsheetNumber
{
    // Fewer digits than this before ".0" are a group of a number written with dots (01.0 …), not a number with a decimal.
    private const int FewestDigits = 7;

    /// <summary>Reads a spreadsheet's number; any other text comes back as it is.</summary>
    /// <param name="text">Folded text.</param>
    /// <param name="digits">The text, or the digits that the spreadsheet meant (with their plus if there was one).</param>
    /// <returns>
    /// <see cref="PhoneFault.None"/>, <see cref="PhoneFault.LostDigits"/>, or <see cref="PhoneFault.NotANumber"/> for one that is no
    /// whole number.
    /// </returns>
    public static PhoneFault Read(string text, out string digits)
    {
        digits = text;
        var rest = text.AsSpan();
        var plus = rest.StartsWith('+') ? "+" : "";
        rest = rest[plus.Length..];

        var whole = TakeDigits(ref rest);
        if (whole.IsEmpty || rest.IsEmpty)
            return PhoneFault.None;

        // A decimal comma only with an exponent: 917000782082,0 may as well be an extension.
        var comma = rest[0] == ',';
        var decimals = default(ReadOnlySpan<char>);
        if (rest[0] is '.' or ',')
        {
            rest = rest[1..];
            decimals = TakeDigits(ref rest);
        }

        if (rest.IsEmpty)
        {
            // ".0" is what a column of floats becomes as text, ".00" is Excel's own number format.
            if (!comma && whole.Length >= FewestDigits && decimals is "0" or "00")
                digits = string.Concat(plus, whole);
            return PhoneFault.None;
        }

        if (rest[0] is not ('E' or 'e'))
            return PhoneFault.None;
        rest = rest[1..];
        if (rest.StartsWith('+'))
            rest = rest[1..];
        var power = TakeDigits(ref rest);
        if (power.IsEmpty || !rest.IsEmpty)
            return PhoneFault.None;

        // An exponent of three digits or more is beyond any phone, however many decimals there are.
        power = power.TrimStart('0');
        var exponent = power.Length > 2 ? int.MaxValue : power.IsEmpty ? 0 : int.Parse(power, provider: null);
        if (decimals.Length < exponent)
            return PhoneFault.LostDigits;
        if (decimals[exponent..].ContainsAnyExcept('0'))
            return PhoneFault.NotANumber;

        digits = string.Concat(plus, whole, decimals[..exponent]);
        return PhoneFault.None;
    }

    private static ReadOnlySpan<char> TakeDigits(scoped ref ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        var digits = end < 0 ? rest : rest[..end];
        rest = rest[digits.Length..];
        return digits;
    }
}
