namespace ContactBooks.Server.Commands.Customers;

/// <summary>The commands about customers.</summary>
internal static class CustomersNoun
{
    /// <summary>All of them, under their noun.</summary>
    public static OperatorCommand Create() =>
        new("customers", "Businesses whose contacts are kept apart from every other's.", "contactbooks customers list", "contactbooks customers create --name 'Acme Retail'")
        {
            new CreateCommand(),
            new ListCommand(),
            new ShowCommand(),
            new SetActiveCommand(active: false),
            new SetActiveCommand(active: true),
            new OperatorCommand("features", "What a customer's subscription includes.", "contactbooks customers features set cus_01j… --features contacts")
            {
                new SetFeaturesCommand(),
            },
        };
}
