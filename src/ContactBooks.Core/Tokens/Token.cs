using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;

namespace ContactBooks.Core.Tokens;

/// <summary>What a token may be used for. Only <see cref="Global"/> opens contact books.</summary>
public enum TokenScope
{
    /// <summary>Everything of its customer.</summary>
    Global,

    /// <summary>A chosen set of sender numbers; no contact books.</summary>
    SelectedNumber,

    /// <summary>One sender number; no contact books.</summary>
    SpecificNumber,
}

/// <summary>The wire and command line spelling of <see cref="TokenScope"/>.</summary>
public static class TokenScopeName
{
    /// <summary>Reads <c>global</c>, <c>selected_number</c>, <c>specific_number</c>.</summary>
    public static bool TryParse(string? name, out TokenScope scope)
    {
        (scope, var known) = name switch
        {
            "global" => (TokenScope.Global, true),
            "selected_number" => (TokenScope.SelectedNumber, true),
            "specific_number" => (TokenScope.SpecificNumber, true),
            _ => (TokenScope.Global, false),
        };
        return known;
    }

    /// <summary>The spelling of <paramref name="scope"/>.</summary>
    public static string Format(TokenScope scope) => scope switch
    {
        TokenScope.Global => "global",
        TokenScope.SelectedNumber => "selected_number",
        _ => "specific_number",
    };
}

/// <summary>A token as the operator sees it: never the secret.</summary>
/// <param name="Uid">The record's public identifier, <c>tok_…</c>.</param>
/// <param name="CustomerUid">Whose it is.</param>
/// <param name="UserUid">To which person it belongs.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scope">What it may be used for.</param>
/// <param name="Sender">The sender number that a number-scoped token is bound to, or null.</param>
/// <param name="LastFour">The secret's last four characters.</param>
/// <param name="ExpiresAt">When it ends to be valid, UTC; null for never.</param>
/// <param name="CreatedAt">When it was made, UTC.</param>
/// <param name="LastUsedAt">When it was last used, UTC, to about a minute; null for never.</param>
/// <param name="RevokedAt">When it was revoked, UTC; null where it wasn't.</param>
public sealed record Token(
    string Uid,
    string CustomerUid,
    string UserUid,
    string Name,
    TokenScope Scope,
    string? Sender,
    string LastFour,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt,
    DateTimeOffset? RevokedAt);

/// <summary>What a new token is made from.</summary>
/// <param name="Uid">The record's identifier.</param>
/// <param name="Hash">SHA-256 of the secret, 32 bytes.</param>
/// <param name="LastFour">The secret's last four characters.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Scope">What it may be used for.</param>
/// <param name="Sender">The sender number it is bound to, or null.</param>
/// <param name="ExpiresAt">When it ends to be valid, UTC; null for never.</param>
public sealed record NewToken(
    string Uid,
    ReadOnlyMemory<byte> Hash,
    string LastFour,
    string Name,
    TokenScope Scope,
    string? Sender,
    DateTimeOffset? ExpiresAt);

/// <summary>What the store knows of a presented token: enough to decide whether and to what it opens.</summary>
/// <param name="CustomerId">Whose data it opens.</param>
/// <param name="CustomerUid">The same, publicly.</param>
/// <param name="TokenUid">The token's record.</param>
/// <param name="Scope">What it may be used for.</param>
/// <param name="Features">What its customer's subscription includes.</param>
/// <param name="CountryCode">Its customer's default for phones without a country code.</param>
/// <param name="IsLive">Neither it, its user nor its customer is revoked or inactive.</param>
/// <param name="ExpiresAt">When it ends to be valid, UTC; null for never.</param>
/// <param name="LastUsedAt">The last use that was recorded, UTC.</param>
public sealed record TokenGrant(
    CustomerId CustomerId,
    string CustomerUid,
    string TokenUid,
    TokenScope Scope,
    Features Features,
    CallingCode? CountryCode,
    bool IsLive,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>Whether the token opens anything at that time.</summary>
    public bool IsValidAt(DateTimeOffset now) => IsLive && (ExpiresAt is not { } end || now < end);
}
