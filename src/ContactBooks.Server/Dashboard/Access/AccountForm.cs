using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>What somebody writes who makes an account.</summary>
internal static class AccountForm
{
    /// <summary>The account; or what its text of the fault is called.</summary>
    public static (NewOperator? Account, string? Fault) Check(string? name, string? email, string? password, DateTimeOffset now)
    {
        if (Text(name, AccountRules.MaxNameLength) is not { } person)
        {
            return (null, "WrongName");
        }

        if (Text(email, AccountRules.MaxEmailLength) is not { } address || !EmailRule.Allows(address))
        {
            return (null, "WrongEmail");
        }

        return password is not null && Passwords.IsAcceptable(password)
            ? (new NewOperator(PublicUid.New(PublicUid.Operator, now), person, address, Passwords.Hash(password)), null)
            : (null, "PasswordRule");
    }

    private static string? Text(string? value, int maxLength) =>
        value is not null && TextRule.Apply(RawText.Of(value), "", maxLength, out var text) is null ? text.Value : null;
}
