using ContactBooks.Server.Commands.Accounts;

namespace ContactBooks.Server.Commands.Users;

/// <summary>The commands about the people of customers.</summary>
internal static class UsersNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new("users", "The people of a customer: tokens belong to them, and they sign in to the dashboard.", "contactbooks users list --customer cus_01j…")
        {
            new CreateCommand(),
            new ListCommand(),
            new SetActiveCommand(AccountKind.User, active: false),
            new SetActiveCommand(AccountKind.User, active: true),
            new SetPasswordCommand(AccountKind.User),
        };
}
