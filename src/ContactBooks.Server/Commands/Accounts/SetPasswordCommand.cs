using System.CommandLine;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Accounts;

/// <summary><c>users set-password</c> and <c>operators set-password</c></summary>
internal sealed class SetPasswordCommand : OperatorCommand
{
    private readonly AccountKind _kind;
    private readonly Argument<string> _uid;

    /// <summary>The one or the other.</summary>
    public SetPasswordCommand(AccountKind kind)
        : base(
            "set-password",
            "Sets the password that a person signs in with, who is signed out everywhere. " +
            "Read from standard input; asked for, hidden, on a terminal.",
            $"contactbooks {kind.Noun} set-password {kind.UidExample}",
            $"contactbooks {kind.Noun} set-password {kind.UidExample} < password.txt")
    {
        _kind = kind;
        _uid = SharedOptions.Uid(kind.UidArgument, "The person.");
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        var hash = Passwords.Hash(NewPassword.Read());
        if (!_kind.MayBe(uid) || !await store.Accounts.SetPasswordHashAsync(uid, hash))
        {
            throw _kind.NoSuch(uid);
        }

        HumanResult.Line($"The password of {uid} is set.");
        return ExitCode.Done;
    }
}
