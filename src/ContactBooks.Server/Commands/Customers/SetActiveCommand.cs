using System.CommandLine;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary><c>customers deactivate</c> and <c>customers activate</c></summary>
internal sealed class SetActiveCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("CUSTOMER_UID", "The customer.");
    private readonly bool _active;

    /// <summary>The one or the other.</summary>
    public SetActiveCommand(bool active)
        : base(
            active ? "activate" : "deactivate",
            active
                ? "Switches a customer on again."
                : "Switches a customer off: all its tokens are invalid within a second, and its users signed out. Nothing is deleted.",
            $"contactbooks customers {(active ? "activate" : "deactivate")} cus_01j…")
    {
        _active = active;
        AddAll(_uid);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_uid));
        await store.Directory.SetCustomerActiveAsync(customer.Uid, _active);
        HumanResult.Line($"{customer.Uid} is {HumanResult.Status(_active)}.");
        return ExitCode.Done;
    }
}
