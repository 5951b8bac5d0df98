using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Files.Delimited;

/// <summary>
/// A phone as it survives a spreadsheet that opens a text file: <c>+91 7000782082</c> (ITU-T E.123, international notation). Without the
/// blank it would be taken for a number: its plus would go, and in Excel its last digits (<c>9.17001E+11</c>).
/// </summary>
public static class SpacedPhone
{
    /// <summary>Writes a phone.</summary>
    public static string Of(Phone phone)
    {
        var digits = phone.ToString();
        var code = NumberingPlan.CodeOf(digits)?.ToString().Length ?? 0;
        return code == 0 ? $"+{digits}" : $"+{digits.AsSpan(0, code)} {digits.AsSpan(code)}";
    }

    /// <summary>Whether a text is so written.</summary>
    internal static bool Is(ReadOnlySpan<char> text) =>
        text is ['+', ..] && text[1..].IndexOf(' ') is var blank and >= 0
        && !text[1..][..blank].ContainsAnyExceptInRange('0', '9')
        && text[(blank + 2)..] is { IsEmpty: false } national && !national.ContainsAnyExceptInRange('0', '9');
}
