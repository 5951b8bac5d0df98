using ContactBooks.Core.Books;
using ContactBooks.Server.Dashboard.Parts;

namespace ContactBooks.Server.Dashboard.Contacts;

/// <summary>
/// What a reader sees of a book's contacts: what is searched for, how they are sorted, which columns, which page. It stands in the address,
/// and goes along to where contacts are tidied, so that the reader comes back to it.
/// </summary>
internal static class ListPlace
{
    private static readonly string[] Names = ["search", SortChoice.Parameter, "field", Pager.Cursor];

    /// <summary>What of it an address has.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Of(IQueryCollection query) =>
        from name in Names
        from value in query[name]
        where !string.IsNullOrEmpty(value)
        select KeyValuePair.Create(name, (string?)value);

    /// <summary>The address of the list.</summary>
    /// <param name="book">Whose contacts they are.</param>
    /// <param name="query">The query that has the place.</param>
    /// <param name="change">What was done to them just before, to be told there; null for nothing.</param>
    public static string AddressOf(Book book, IQueryCollection query, string? change = null)
    {
        var place = Of(query);
        var told = change is null ? place : place.Append(KeyValuePair.Create("change", (string?)change));
        return $"/books/{book.Uid}{QueryString.Create(told)}";
    }
}
