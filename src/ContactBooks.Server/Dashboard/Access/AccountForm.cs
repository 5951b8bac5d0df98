using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Rows;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>What somebody writes who makes an account, for themselves or another.</summary>
internal static class AccountForm
{
    /// <summary>Name and email address by the rules that hold for them; or what the fault's text is called.</summary>
    public static (string? Name, string? Email, string? Fault) Check(string? name, string? email)
    {
        var (person, address) = (Text(name, AccountRules.MaxNameLength), Text(email, AccountRules.MaxEmailLength));
        return person is null ? (null, null, "WrongName")
            : address is null || !EmailRule.Allows(address) ? (null, null, "WrongEmail")
            : (person, address, null);
    }

    private static string? Text(string? value, int maxLength) =>
        value is not null && TextRule.Apply(RawText.Of(value), "", maxLength, out var text) is null ? text.Value : null;
}
