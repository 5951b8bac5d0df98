using ContactBooks.Core.Accounts;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a user's role. An operator's is not held: it is to be in the table of operators.</summary>
internal static class AccountRoleColumn
{
    public static string Of(AccountRole role) => UserRoleName.Format(role);

    /// <summary>What stands for an operator's where roles are compared.</summary>
    public const string Operator = "operator";

    /// <summary>A role that is looked for; null for any.</summary>
    public static string? OfAny(AccountRole? role) => role == AccountRole.Operator ? Operator : role is { } one ? Of(one) : null;

    public static AccountRole Read(string? column) =>
        column is null ? AccountRole.Operator
        : UserRoleName.TryParse(column, out var role) ? role
        : throw new InvalidDataException("A user in the database has a role that this program doesn't know.");
}
