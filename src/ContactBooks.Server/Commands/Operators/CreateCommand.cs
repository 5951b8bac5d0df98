using System.CommandLine;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Operators;

/// <summary><c>operators create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _name = new("--name") { Description = "The person's name, to 200 characters.", HelpName = "NAME", Required = true };
    private readonly Option<string> _email = new("--email") { Description = "What the person signs in with.", HelpName = "EMAIL", Required = true };
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Makes an operator, who signs in once a password is set. Makes the database too, if there is none.",
            "contactbooks operators create --name 'Asha Rao' --email asha@example.com")
    {
        AddAll(_name, _email, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var name = NameText.Required("--name", given.GetRequiredValue(_name), AccountRules.MaxNameLength);
        var email = EmailText.Required(given.GetRequiredValue(_email));

        await using var store = await given.OpenOrMakeStoreAsync();
        await RefuseTakenEmailAsync(store, email);
        var now = TimeProvider.System.GetUtcNow();
        var account = new NewOperator(PublicUid.New(PublicUid.Operator, now), name, email, PasswordHash: null);
        await store.Accounts.CreateOperatorAsync(account, invitation: null, now);
        if (given.GetValue(_json))
        {
            JsonResult.Write(new { OperatorUid = account.Uid });
        }
        else
        {
            HumanResult.Fields(("Operator", account.Uid));
            await Console.Error.WriteLineAsync($"Next, a password: contactbooks operators set-password {account.Uid}");
        }

        return ExitCode.Done;
    }

    // Who signs in with it must be one person.
    private static async Task RefuseTakenEmailAsync(IStore store, string email)
    {
        var operators = await store.Accounts.ListOperatorsAsync();
        if (operators.FirstOrDefault(one => email.Equals(one.Email, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw CommandException.Failure($"The operator {taken.Uid} has that email already. Give another with --email.");
        }
    }
}
