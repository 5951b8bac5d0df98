using System.CommandLine;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Tokens;

/// <summary><c>tokens create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();

    private readonly Option<string> _name = new("--name")
    {
        Description = "What the token is for, to 100 characters.",
        HelpName = "NAME",
        DefaultValueFactory = _ => "API token",
    };

    private readonly Option<string> _scope = new("--scope")
    {
        Description = "global, selected_number or specific_number. Only global opens contact books.",
        HelpName = "SCOPE",
        DefaultValueFactory = _ => TokenScopeName.Format(TokenScope.Global),
    };

    private readonly Option<string?> _sender = new("--sender")
    {
        Description = "The sender number that a number-scoped token is bound to; for selected_number a comma list.",
        HelpName = "NUMBER",
    };

    private readonly Option<string?> _user = new("--user") { Description = "The person it belongs to. Default: the customer's first.", HelpName = "USER_UID" };

    private readonly Option<string> _expires = new("--expires")
    {
        Description = TokenExpiry.Rule + ".",
        HelpName = "WHEN",
        DefaultValueFactory = _ => "never",
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Makes a token and shows it, this one time.",
            "contactbooks tokens create --customer cus_01j… --name 'Nightly sync' --expires 1y",
            "contactbooks tokens create --customer cus_01j… --json | jq -r .token",
            "contactbooks tokens create --customer cus_01j… --scope specific_number --sender 917000782082")
    {
        AddAll(_customer, _name, _scope, _sender, _user, _expires, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var now = TimeProvider.System.GetUtcNow();
        var name = NameText.Required("--name", given.GetRequiredValue(_name), IssuedToken.MaxNameLength);
        var scope = ReadScope(given.GetRequiredValue(_scope));
        var sender = SenderBinding.Read(scope, given.GetValue(_sender));
        var user = ReadUser(given.GetValue(_user));
        var expiresAt = TokenExpiry.Read(given.GetRequiredValue(_expires), now);

        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        var (token, secret) = await IssuedToken.IssueAsync(store, customer.Id, user, name, scope, sender, expiresAt, now)
            ?? throw CommandException.Failure(
                $"The customer {customer.Uid} has no user {user}. `contactbooks users list --customer {customer.Uid}` shows its users.");

        if (given.GetValue(_json))
        {
            JsonResult.Write(new { TokenUid = token.Uid, Token = secret, token.LastFour });
            return ExitCode.Done;
        }

        HumanResult.Fields(("Token", secret), ("Record", token.Uid), ("Expires", HumanResult.Time(token.ExpiresAt, "never")));
        await Console.Error.WriteLineAsync("Keep the token now: it is not shown again.");
        return ExitCode.Done;
    }

    // Blank is an empty variable of a script: the first user isn't who was meant.
    private static string? ReadUser(string? uid) =>
        uid is "" ? throw CommandException.Usage("--user may not be blank. Leave it out for the customer's first user.") : uid;

    private static TokenScope ReadScope(string text) => TokenScopeName.TryParse(text, out var scope)
        ? scope
        : throw CommandException.Usage($"--scope \"{text}\" is no scope. Give global, selected_number or specific_number.");
}
