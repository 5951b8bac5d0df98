using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary><c>customers show</c></summary>
internal sealed class ShowCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("CUSTOMER_UID", "The customer.");
    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public ShowCommand()
        : base("show", "Shows a customer and how much it has.", "contactbooks customers show cus_01j…", "contactbooks customers show cus_01j… --json")
    {
        AddAll(_uid, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_uid));
        var (users, tokens, bookCount) = await CustomerHoldings.OfAsync(store, customer.Id);
        if (given.GetValue(_json))
        {
            var shown = CustomerJson.Of(customer);
            JsonResult.Write(new
            {
                shown.CustomerUid,
                shown.Name,
                shown.CountryCode,
                shown.Features,
                shown.Status,
                shown.CreatedAt,
                UserCount = users.Count,
                TokenCount = tokens.Count,
                ContactBookCount = bookCount,
            });
        }
        else
        {
            HumanResult.Fields(
                ("Customer", customer.Uid),
                ("Name", customer.Name),
                ("Country code", customer.CountryCode?.ToString() ?? "none"),
                ("Features", customer.Features == Core.Customers.Features.None ? "none" : FeatureList.Format(customer.Features)),
                ("Status", HumanResult.Status(customer.IsActive)),
                ("Created", HumanResult.Time(customer.CreatedAt)),
                ("Has", $"{HumanResult.Count(users.Count, "user")}, {HumanResult.Count(tokens.Count, "token")}, {HumanResult.Count(bookCount, "book")}"));
        }

        return ExitCode.Done;
    }
}
