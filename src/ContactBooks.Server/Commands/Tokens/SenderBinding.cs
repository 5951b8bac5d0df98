using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Commands.Tokens;

/// <summary>The option <c>--sender</c>: the numbers that a number-scoped token is bound to.</summary>
internal static class SenderBinding
{
    private const int MinDigits = 7;
    private const int MaxDigits = 15;

    /// <summary>The numbers as full international digits, a comma between them; null for a global token.</summary>
    /// <exception cref="CommandException">There are none where the scope needs some, or some where it has none.</exception>
    public static string? Read(TokenScope scope, string? text)
    {
        var numbers = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Digits).ToList();
        return (scope, numbers.Count) switch
        {
            (TokenScope.Global, 0) => null,
            (TokenScope.Global, _) => throw CommandException.Usage(
                "A global token isn't bound to a sender. Leave --sender out, or choose --scope specific_number."),
            (_, 0) => throw CommandException.Usage(
                $"A token of scope {TokenScopeName.Format(scope)} is bound to a sender. Give its number with --sender, such as --sender 917000782082."),
            (TokenScope.SpecificNumber, > 1) => throw CommandException.Usage(
                "A token of scope specific_number is bound to one sender. Give one number with --sender, or choose --scope selected_number."),
            _ => string.Join(',', numbers),
        };
    }

    private static string Digits(string number)
    {
        var digits = string.Concat(number.Where(c => c is not (' ' or '-' or '(' or ')')));
        digits = digits.StartsWith('+') ? digits[1..] : digits;
        return digits.Length is >= MinDigits and <= MaxDigits && digits.All(char.IsAsciiDigit)
            ? digits
            : throw CommandException.Usage($"--sender \"{number}\" is no number. Give it in full with its country code, such as 917000782082.");
    }
}
