using System.CommandLine;
using ContactBooks.Server.Commands.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Operators;

/// <summary><c>operators deactivate</c> and <c>operators activate</c></summary>
internal sealed class SetActiveCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid(AccountKind.Operator.UidArgument, "The operator.");
    private readonly bool _active;

    /// <summary>The one or the other.</summary>
    public SetActiveCommand(bool active)
        : base(
            active ? "activate" : "deactivate",
            active ? "Switches an operator on again." : "Switches an operator off, who is signed out at once. Nothing is deleted.",
            $"contactbooks operators {(active ? "activate" : "deactivate")} {AccountKind.Operator.UidExample}")
    {
        _active = active;
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        if (!await store.Accounts.SetOperatorActiveAsync(uid, _active))
        {
            throw AccountKind.Operator.NoSuch(uid);
        }

        HumanResult.Line($"{uid} is {HumanResult.Status(_active)}.");
        return ExitCode.Done;
    }
}
