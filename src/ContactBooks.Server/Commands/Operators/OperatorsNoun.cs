using ContactBooks.Server.Commands.Accounts;

namespace ContactBooks.Server.Commands.Operators;

/// <summary>The commands about the server's operators.</summary>
internal static class OperatorsNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new("operators", "Who runs the server: they sign in to its dashboard and see all customers.", "contactbooks operators list")
        {
            new CreateCommand(),
            new ListCommand(),
            new SetActiveCommand(AccountKind.Operator, active: false),
            new SetActiveCommand(AccountKind.Operator, active: true),
            new SetPasswordCommand(AccountKind.Operator),
        };
}
