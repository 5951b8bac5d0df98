using System.Globalization;

namespace ContactBooks.Core.Files.Xlsx;

/// <summary>
/// A number as its cell's <c>v</c> has it, in the digits that a person would write. Never by way of a double: what is exact stays exact.
/// </summary>
internal static class NumberLiteral
{
    // A display with an exponent keeps six digits at most (General in a column of usual width, 0.00E+00); a number that was read back
    // from one has no more. With more digits it comes from a program's double, whose missing digits are zeros.
    private const int MostDigitsOfADisplay = 6;

    // 10^20 is the last power that programs write without an exponent; beyond it no contact's number lies.
    private const int MostZeros = 20;

    /// <summary>
    /// <c>917000782082.0</c>, <c>9.17000782082E11</c> and <c>9.1700078208E11</c> (which ends in two zeros; Java writes doubles like that)
    /// become digits. <c>9.17E+11</c>, whose digits may be lost, and everything else stays as it is.
    /// </summary>
    public static string ToDigits(ReadOnlySpan<char> literal)
    {
        var exponentAt = literal.IndexOfAny('E', 'e');
        var mantissa = exponentAt < 0 ? literal : literal[..exponentAt];
        var point = mantissa.IndexOf('.');
        if (exponentAt < 0)
        {
            var isWhole = point > 0 && !mantissa[(point + 1)..].ContainsAnyExcept('0') && IsDigits(mantissa[..point].TrimStart('-'));
            return (isWhole ? mantissa[..point] : literal).ToString();
        }

        var whole = point < 0 ? mantissa : mantissa[..point];
        var decimals = point < 0 ? [] : mantissa[(point + 1)..];
        var digits = whole.TrimStart('-');
        var isPlain = IsDigits(digits) && (decimals.IsEmpty || IsDigits(decimals));
        if (!isPlain || digits.Length + decimals.Length <= MostDigitsOfADisplay || !TryRead(literal[(exponentAt + 1)..], out var exponent))
            return literal.ToString();

        var zeros = exponent - decimals.Length;
        return zeros is >= 0 and <= MostZeros ? string.Concat(whole, decimals, new string('0', zeros)) : literal.ToString();
    }

    private static bool TryRead(ReadOnlySpan<char> exponent, out int value) =>
        int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
