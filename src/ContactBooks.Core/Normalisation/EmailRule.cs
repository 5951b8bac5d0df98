namespace ContactBooks.Core.Normalisation;

/// <summary>
/// The rule of an email address: one <c>@</c>, something before it, a domain with a dot inside after it, no spaces.
/// Unicode is allowed and case is kept; whether it can be delivered only sending to it tells.
/// </summary>
public static class EmailRule
{
    /// <summary>Whether a trimmed text may be an email address.</summary>
    public static bool Allows(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf('@');
        if (at < 1)
        {
            return false;
        }

        var domain = text[(at + 1)..];
        var hasDotInside = domain.Length > 2 && domain[1..^1].Contains('.') && domain[0] != '.' && domain[^1] != '.';
        if (!hasDotInside || domain.Contains('@'))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return false;
            }
        }

        return true;
    }
}
