using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace ContactBooks.Peers.EfCore;

/// <summary>Lets a request in by its bearer token, which is kept as its SHA-256, and tells whose request it is.</summary>
public class TokenMiddleware(RequestDelegate next)
{
    private const string Scheme = "Bearer ";

    public static Customer CustomerOf(HttpContext http) => http.Features.GetRequiredFeature<Customer>();

    public async Task InvokeAsync(HttpContext http, ContactsContext db)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || header.Length == Scheme.Length)
        {
            await RefuseAsync(http, "MISSING_AUTH_TOKEN", "Send a token as Authorization: Bearer w91_live_…");
            return;
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()));
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var customer = await db.Tokens
            .Where(token => token.TokenHash == hash && token.RevokedAt == null && (token.ExpiresAt == null || token.ExpiresAt > now))
            .Where(token => token.User!.IsActive && token.User.Customer!.IsActive)
            .Select(token => token.User!.Customer!)
            .AsNoTracking()
            .FirstOrDefaultAsync(http.RequestAborted);
        if (customer is null)
        {
            await RefuseAsync(http, "INVALID_AUTH_TOKEN", "This token is unknown, expired or revoked.");
            return;
        }

        http.Features.Set(customer);
        await next(http);
    }

    private static Task RefuseAsync(HttpContext http, string code, string message)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer";
        return Answer.Failure(401, code, message).ExecuteAsync(http);
    }
}
