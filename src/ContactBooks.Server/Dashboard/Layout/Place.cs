using ContactBooks.Core.Accounts;

namespace ContactBooks.Server.Dashboard.Layout;

/// <summary>A place that somebody can go to from everywhere.</summary>
/// <param name="Name">What its text is called.</param>
/// <param name="Address">Its first page.</param>
internal sealed record Place(string Name, string Address)
{
    private static readonly Place Books = new("Books", "/books");
    private static readonly Place Overview = new("Overview", "/overview");
    private static readonly Place OptOuts = new("OptOuts", "/opt-outs");
    private static readonly Place Tokens = new("Tokens", "/tokens");
    private static readonly Place People = new("People", "/people");
    private static readonly Place Customers = new("Customers", "/customers");

    /// <summary>Those of a person, as far as they may.</summary>
    public static IReadOnlyList<Place> For(Session session) => session switch
    {
        { Role: AccountRole.Operator, Customer: null } => [Customers],
        { Role: AccountRole.Operator } => [Books, Overview, OptOuts, Tokens, People, Customers],
        { Role: AccountRole.Owner } => [Books, Overview, OptOuts, Tokens, People],
        _ => [Books, Overview, OptOuts],
    };

    /// <summary>Whether a page is of it.</summary>
    public bool Holds(PathString path) => path.StartsWithSegments(Address);
}
