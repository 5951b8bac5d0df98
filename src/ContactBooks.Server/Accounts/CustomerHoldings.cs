using ContactBooks.Core.Customers;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Accounts;

/// <summary>What a customer has, as operators are told.</summary>
/// <param name="Users">Its people, the oldest first.</param>
/// <param name="Tokens">Its tokens, the newest first.</param>
/// <param name="BookCount">How many books it has.</param>
internal sealed record CustomerHoldings(IReadOnlyList<User> Users, IReadOnlyList<Token> Tokens, int BookCount)
{
    /// <summary>Reads it.</summary>
    public static async Task<CustomerHoldings> OfAsync(IStore store, CustomerId customer) => new(
        await store.Directory.ListUsersAsync(customer),
        await store.Directory.ListTokensAsync(customer),
        (await store.Books.ListAllAsync(customer)).Count);
}
