using ContactBooks.Core.Tokens;

namespace ContactBooks.Server.Accounts;

/// <summary>Whether a token still opens anything, as far as the token itself says.</summary>
internal static class TokenStatus
{
    /// <summary><c>ACTIVE</c>, <c>EXPIRED</c> or <c>REVOKED</c>.</summary>
    public static string Of(Token token, DateTimeOffset now) =>
        token.RevokedAt is not null ? "REVOKED"
        : token.ExpiresAt <= now ? "EXPIRED"
        : "ACTIVE";
}
