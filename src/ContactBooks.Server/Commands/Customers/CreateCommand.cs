using System.CommandLine;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Phones;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Commands.Output;

namespace ContactBooks.Server.Commands.Customers;

/// <summary><c>customers create</c></summary>
internal sealed class CreateCommand : OperatorCommand
{
    private readonly Option<string> _name = new("--name") { Description = "What you call it, to 200 characters.", HelpName = "NAME", Required = true };

    private readonly Option<string?> _countryCode = new("--country-code")
    {
        Description = "For phones without a country code, where an upload names none: 91 for India.",
        HelpName = "CODE",
    };

    private readonly Option<string> _features = new("--features")
    {
        Description = FeaturesOption.Description,
        HelpName = "LIST",
        DefaultValueFactory = _ => FeatureList.Format(Core.Customers.Features.Contacts),
    };

    private readonly Option<bool> _json = SharedOptions.Json();

    /// <summary>The command.</summary>
    public CreateCommand()
        : base(
            "create",
            "Makes a customer and its first user. Makes the database too, if there is none.",
            "contactbooks customers create --name 'Acme Retail' --country-code 91",
            "contactbooks customers create --name 'Acme Retail' --features '' --json")
    {
        AddAll(_name, _countryCode, _features, _json);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult given, CancellationToken cancellation)
    {
        var name = NameText.Required("--name", given.GetRequiredValue(_name), AccountRules.MaxNameLength);
        var countryCode = ReadCountryCode(given.GetValue(_countryCode));
        var features = FeaturesOption.Read(given.GetRequiredValue(_features));

        var now = TimeProvider.System.GetUtcNow();
        var userUid = PublicUid.New(PublicUid.User, now);
        await using var store = await given.OpenOrMakeStoreAsync();
        var customer = await store.Directory.CreateCustomerAsync(
            PublicUid.New(PublicUid.Customer, now), name, countryCode, features, userUid, now);

        if (given.GetValue(_json))
        {
            JsonResult.Write(new { CustomerUid = customer.Uid, UserUid = userUid });
        }
        else
        {
            HumanResult.Fields(("Customer", customer.Uid), ("First user", userUid));
            await Console.Error.WriteLineAsync($"Next, a token: contactbooks tokens create --customer {customer.Uid}");
        }

        return ExitCode.Done;
    }

    private static CallingCode? ReadCountryCode(string? text) =>
        text is null ? null
        : CallingCode.TryParse(text, out var code) ? code
        : throw CommandException.Usage($"--country-code \"{text}\" is no country calling code. Give its digits, such as 91 for India or 1 for the USA.");
}
