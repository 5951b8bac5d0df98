using System.CommandLine;
using ContactBooks.Core.Accounts;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary><c>users deactivate</c> and <c>operators deactivate</c>, and <c>activate</c> of both.</summary>
internal sealed class SetActiveCommand : OperatorCommand
{
    private readonly AccountKind _kind;
    private readonly Argument<string> _uid;
    private readonly bool _active;

    /// <summary>One of them.</summary>
    public SetActiveCommand(AccountKind kind, bool active)
        : base(
            active ? "activate" : "deactivate",
            active ? kind.SwitchesOn : kind.SwitchesOff,
            $"contactbooks {kind.Noun} {(active ? "activate" : "deactivate")} {kind.UidExample}")
    {
        (_kind, _active) = (kind, active);
        _uid = SharedOptions.Uid(kind.UidArgument, kind.Called);
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        switch (_kind.MayBe(uid) ? await AccountSwitch.SetAsync(store, uid, _active) : SwitchOutcome.NotFound)
        {
            case SwitchOutcome.NotFound:
                throw _kind.NoSuch(uid);
            case SwitchOutcome.LastOperator:
                throw CommandException.Failure(
                    $"{uid} is the last operator who can sign in. Make another first: contactbooks operators create, then set-password. " +
                    $"To sign this one out, give a new password: contactbooks operators set-password {uid}");
        }

        HumanResult.Line($"{uid} is {HumanResult.Status(_active)}.");
        return ExitCode.Done;
    }
}
