using System.CommandLine;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Users;

/// <summary><c>users create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<string> _name = new("--name") { Description = "The person's name, to 200 characters.", HelpName = "NAME", Required = true };
    private readonly Option<string?> _email = new("--email") { Description = "What the person signs in with.", HelpName = "EMAIL" };

    private readonly Option<string> _role = new("--role")
    {
        Description = "What the person may do there: owner, of its people and tokens too, or member.",
        HelpName = "ROLE",
        DefaultValueFactory = _ => UserRoleName.Format(AccountRole.Member),
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Adds a person to a customer.",
            "contactbooks users create --customer cus_01j… --name 'Asha Rao' --email asha@example.com",
            "contactbooks users create --customer cus_01j… --name 'Ravi Kumar' --email ravi@example.com --role owner")
    {
        AddAll(_customer, _name, _email, _role, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var name = NameText.Required("--name", given.GetRequiredValue(_name), AccountRules.MaxNameLength);
        var email = EmailText.Optional(given.GetValue(_email));
        var role = ReadRole(given.GetRequiredValue(_role));

        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        await RefuseTakenEmailAsync(store, customer.Id, email);

        var now = TimeProvider.System.GetUtcNow();
        var user = await store.Directory.CreateUserAsync(customer.Id, PublicUid.New(PublicUid.User, now), name, email, role, now);
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

    private static AccountRole ReadRole(string name) => UserRoleName.TryParse(name, out var role)
        ? role
        : throw CommandException.Usage($"--role \"{name}\" is no role: give owner or member.");

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
