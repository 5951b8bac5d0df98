using ContactBooks.Core.Accounts;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold a user's role. An operator's is not held: it is to be in the table of operators.</summary>
internal static class AccountRoleColumn
{
    public static string Of(AccountRole role) => UserRoleName.Format(role);

    public static AccountRole Read(string? column) =>
        column is null ? AccountRole.Operator
        : UserRoleName.TryParse(column, out var role) ? role
        : throw new InvalidDataException("A user in the database has a role that this program doesn't know.");
}
