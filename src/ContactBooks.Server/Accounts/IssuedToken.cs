using ContactBooks.Core.Customers;
using ContactBooks.Core.Identity;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Accounts;

/// <summary>A token that was just made, the one time that it is known.</summary>
/// <param name="Token">Its record.</param>
/// <param name="Secret">What a client sends.</param>
public sealed record IssuedToken(Token Token, string Secret)
{
    /// <summary>Characters (code points) of what a token is for.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Makes a token of a customer's person; null if there is no such person.</summary>
    /// <param name="store">Where it is kept.</param>
    /// <param name="customer">Whose it is.</param>
    /// <param name="userUid">To which person it belongs; null for the customer's first.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="scope">What it may be used for.</param>
    /// <param name="sender">The numbers it is bound to; null for a global one.</param>
    /// <param name="expiresAt">When it ends to be valid; null for never.</param>
    /// <param name="now">When.</param>
    public static async Task<IssuedToken?> IssueAsync(
        IStore store, CustomerId customer, string? userUid, string name, TokenScope scope, string? sender, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        var secret = TokenSecret.New();
        var made = new NewToken(PublicUid.New(PublicUid.Token, now), TokenSecret.Hash(secret), secret[^4..], name, scope, sender, expiresAt);
        return await store.Directory.CreateTokenAsync(customer, userUid, made, now) is { } token ? new IssuedToken(token, secret) : null;
    }
}
