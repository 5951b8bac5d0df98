using System.CommandLine;
using ContactBooks.Server.Commands.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Users;

/// <summary><c>users deactivate</c> and <c>users activate</c></summary>
internal sealed class SetActiveCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("USER_UID", "The person.");
    private readonly bool _active;

    /// <summary>The one or the other.</summary>
    public SetActiveCommand(bool active)
        : base(
            active ? "activate" : "deactivate",
            active
                ? "Switches a person on again."
                : "Switches a person off: their tokens are invalid within a second, and they are signed out. Nothing is deleted.",
            $"contactbooks users {(active ? "activate" : "deactivate")} usr_01j…")
    {
        _active = active;
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        if (!await store.Directory.SetUserActiveAsync(uid, _active))
        {
            throw AccountKind.User.NoSuch(uid);
        }

        HumanResult.Line($"{uid} is {HumanResult.Status(_active)}.");
        return ExitCode.Done;
    }
}
