using ContactBooks.Core.Accounts;

namespace ContactBooks.Server.Dashboard.Layout;

/// <summary>A place that somebody can go to from everywhere.</summary>
/// <param name="Name">What its text is called.</param>
/// <param name="Address">Its first page. Those below that address are of it too.</param>
/// <param name="Besides">Where else pages of it are, or null.</param>
internal sealed record Place(string Name, string Address, string? Besides = null)
{
    private static readonly Place[] OfBooks =
    [
        new("Books", "/books", "/contacts"),
        new("Overview", "/overview"),
        new("History", "/history"),
        new("OptOuts", "/opt-outs"),
    ];

    private static readonly Place[] OfOwners = [.. OfBooks, new("Tokens", "/tokens"), new("People", "/people")];
    private static readonly Place[] OfOperators = [new("Customers", "/customers"), new("Users", "/users"), new("Health", "/health")];

    /// <summary>Those of a person, as far as they may.</summary>
    public static IReadOnlyList<Place> For(Session session) => session switch
    {
        { Role: AccountRole.Operator, Customer: null } => OfOperators,
        { Role: AccountRole.Operator } => [.. OfOwners, .. OfOperators],
        { Role: AccountRole.Owner } => OfOwners,
        _ => OfBooks,
    };

    /// <summary>Whether a page is of it.</summary>
    public bool Holds(PathString path) => path.StartsWithSegments(Address) || (Besides is not null && path.StartsWithSegments(Besides));
}
