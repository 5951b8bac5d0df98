using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary><c>customers features set</c></summary>
internal sealed class SetFeaturesCommand : OperatorCommand
{
    private readonly Argument<string> _uid = SharedOptions.Uid("CUSTOMER_UID", "The customer.");

    private readonly Option<string> _features = new("--features") { Description = FeaturesOption.Description, HelpName = "LIST", Required = true };

    /// <summary>The command.</summary>
    public SetFeaturesCommand()
        : base(
            "set",
            "Sets what a customer's subscription includes; running servers follow within a second.",
            "contactbooks customers features set cus_01j… --features contacts",
            "contactbooks customers features set cus_01j… --features ''")
    {
        AddAll(_uid, _features);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var features = FeaturesOption.Read(given.GetRequiredValue(_features));
        await using var store = await given.OpenStoreAsync();
        var customer = await store.RequireCustomerAsync(given.GetRequiredValue(_uid));
        await store.Directory.SetFeaturesAsync(customer.Uid, features);
        HumanResult.Line($"{customer.Uid} has {(features == Core.Customers.Features.None ? "no features" : FeatureList.Format(features))}.");
        return ExitCode.Done;
    }
}
