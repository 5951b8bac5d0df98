using ContactBooks.Core.Normalisation;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary>The address of <c>--email</c>, by which a person signs in.</summary>
internal static class EmailText
{
    private const string Option = "--email";
    private const int MaxLength = AccountRules.MaxEmailLength;

    /// <summary>One that must be there.</summary>
    /// <exception cref="CommandException">It is blank or no email address.</exception>
    public static string Required(string value) => Checked(NameText.Required(Option, value, MaxLength));

    /// <summary>One that may be left out; null for a blank one.</summary>
    /// <exception cref="CommandException">It is no email address.</exception>
    public static string? Optional(string? value) => NameText.Optional(Option, value, MaxLength) is { } email ? Checked(email) : null;

    private static string Checked(string email) => EmailRule.Allows(email)
        ? email
        : throw CommandException.Usage($"{Option} \"{email}\" is no email address. Give one such as asha@example.com.");
}
