using System.CommandLine;
using ContactBooks.Core.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Users;

/// <summary><c>users list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<string> _customer = SharedOptions.Customer();
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists the people of a customer, the oldest first.", "contactbooks users list --customer cus_01j…")
    {
        AddAll(_customer, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_customer));
        var users = await store.Directory.ListUsersAsync(customer.Id);
        if (given.GetValue(_json))
        {
            JsonResult.Write(users.Select(user => new
            {
                UserUid = user.Uid,
                user.CustomerUid,
                user.Name,
                user.Email,
                Role = UserRoleName.Format(user.Role),
                user.HasPassword,
                Status = JsonResult.Status(user.IsActive),
                CreatedAt = JsonResult.Time(user.CreatedAt),
            }));
        }
        else
        {
            HumanResult.Table(
                "This customer has no users.",
                ["User", "Name", "Email", "Role", "Password", "Status", "Created"],
                [.. users.Select(user => new[]
                {
                    user.Uid,
                    user.Name,
                    user.Email,
                    UserRoleName.Format(user.Role),
                    user.HasPassword ? "set" : "not set",
                    HumanResult.Status(user.IsActive),
                    HumanResult.Time(user.CreatedAt),
                })]);
        }

        return ExitCode.Done;
    }
}
