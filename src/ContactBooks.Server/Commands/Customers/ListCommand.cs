using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary><c>customers list</c></summary>
internal sealed class ListCommand : OperatorCommand
{
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ListCommand()
        : base("list", "Lists all customers, the oldest first.", "contactbooks customers list", "contactbooks customers list --json | jq -r '.[].customerUid'")
    {
        AddAll(_json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customers = await store.Directory.ListCustomersAsync();
        if (given.GetValue(_json))
        {
            JsonResult.Write(customers.Select(CustomerJson.Of));
        }
        else
        {
            HumanResult.Table(
                "There are no customers yet. `contactbooks customers create --name NAME` makes one.",
                ["Customer", "Name", "Country code", "Features", "Status", "Created"],
                [.. customers.Select(customer => new[]
                {
                    customer.Uid,
                    customer.Name,
                    customer.CountryCode?.ToString(),
                    FeatureList.Format(customer.Features),
                    HumanResult.Status(customer.IsActive),
                    HumanResult.Time(customer.CreatedAt),
                })]);
        }

        return ExitCode.Done;
    }
}
