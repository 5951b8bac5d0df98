using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Normalisation;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Users;

/// <summary><c>users create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<string> _name = new("--name") { Description = "The person's name, to 200 characters.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _email = new("--email") { Description = "What the person signs in with.", HelpName = "EMAIL" };
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Adds a person to a customer.",
            "contactbooks users create --customer cus_01j… --name 'Asha Rao' --email asha@example.com")
    {
        AddAll(_customer, _name, _email, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var name = NameText.Required("--name", given.GetRequiredValue(_name), AccountRules.MaxNameLength);
        var email = NameText.Optional("--email", given.GetValue(_email), AccountRules.MaxEmailLength);
        if (email is not null && !EmailRule.Allows(email))
        {
            throw CommandException.Usage($"--email \"{email}\" is no email address. Give one such as asha@example.com.");
        }

        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        await RefuseTakenEmailAsync(store, customer.Id, email);

        var now = TimeProvider.System.GetUtcNow();
        var user = await store.Directory.CreateUserAsync(customer.Id, PublicUid.New(PublicUid.User, now), name, email, ContactBooks.Core.Accounts.AccountRole.Member, now);
        if (given.GetValue(_json))
        {
            JsonResult.Write(new { UserUid = user.Uid });
        }
        else
        {
            HumanResult.Fields(("User", user.Uid));
        }

        return ExitCode.Done;
    }

    // Who signs in with it must be one person.
    private static async Task RefuseTakenEmailAsync(IStore store, CustomerId customer, string? email)
    {
        var users = await store.Directory.ListUsersAsync(customer);
        if (email is not null && users.FirstOrDefault(user => email.Equals(user.Email, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw CommandException.Failure($"The user {taken.Uid} of this customer has that email already. Give another with --email.");
        }
    }
}
