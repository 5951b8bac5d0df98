using System.CommandLine;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Operators;

/// <summary><c>operators list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists all operators, the oldest first.", "contactbooks operators list", "contactbooks operators list --json")
    {
        AddAll(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var operators = await store.Accounts.ListOperatorsAsync();
        if (given.GetValue(_json))
        {
            JsonResult.Write(operators.Select(one => new
            {
                OperatorUid = one.Uid,
                one.Name,
                one.Email,
                one.HasPassword,
                Status = JsonResult.Status(one.IsActive),
                CreatedAt = JsonResult.Time(one.CreatedAt),
            }));
        }
        else
        {
            HumanResult.Table(
                "There are no operators yet. `contactbooks operators create --name NAME --email EMAIL` makes one.",
                ["Operator", "Name", "Email", "Password", "Status", "Created"],
                [.. operators.Select(one => new[]
                {
                    one.Uid,
                    one.Name,
                    one.Email,
                    one.HasPassword ? "set" : "not set",
                    HumanResult.Status(one.IsActive),
                    HumanResult.Time(one.CreatedAt),
                })]);
        }

        return ExitCode.Done;
    }
}
