using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Commands;

/// <summary>A text of an option, by the rule that every text of this server follows: NFC, trimmed, no control characters.</summary>
internal static class NameText
{
    /// <summary>A text that must be there.</summary>
    /// <exception cref="CommandException">It is blank, too long, or has characters that may not be.</exception>
    public static string Required(string option, string? value, int maxLength) =>
        Optional(option, value, maxLength) ?? throw CommandException.Usage($"{option} may not be blank: give 1 to {maxLength} characters.");

    /// <summary>A text that may be left out; null for a blank one.</summary>
    /// <exception cref="CommandException">It is too long, or has characters that may not be.</exception>
    public static string? Optional(string option, string? value, int maxLength) =>
        value is null ? null
        : TextRule.Apply(RawText.Of(value), option, maxLength, out var text) is { } fault ? throw CommandException.Usage(fault.Message)
        : text.Value;
}
