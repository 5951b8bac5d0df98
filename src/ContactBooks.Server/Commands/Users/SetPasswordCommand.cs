using System.CommandLine;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Users;

/// <summary><c>users set-password</c></summary>
internal sealed class SetPasswordCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("USER_UID", "The person.");

    /// <summary>The command.</summary>
    public SetPasswordCommand()
        : base(
            "set-password",
            "Sets the password that a person signs in with. Read from standard input; asked for, hidden, on a terminal.",
            "contactbooks users set-password usr_01j…",
            "contactbooks users set-password usr_01j… < password.txt")
    {
        AddAll(_uid);
        SetAction(RunAsync);
    }

    /// <summary>What to say where there is no such person.</summary>
    public static string NoSuchUser(string uid) => $"There is no user {uid}. `contactbooks users list --customer CUSTOMER_UID` shows a customer's.";

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var uid = given.GetRequiredValue(_uid);
        await using var store = await given.OpenStoreAsync();
        if (!await store.Accounts.SetPasswordHashAsync(uid, Passwords.Hash(NewPassword.Read())))
        {
            throw CommandException.Failure(NoSuchUser(uid));
        }

        HumanResult.Line($"The password of {uid} is set.");
        return ExitCode.Done;
    }
}
