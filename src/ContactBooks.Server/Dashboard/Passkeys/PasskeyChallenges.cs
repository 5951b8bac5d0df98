using System.Globalization;
using System.Security.Cryptography;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;
using ContactBooks.Server.Dashboard.Access;
using Microsoft.AspNetCore.DataProtection;

namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>
/// What a passkey is asked to sign, from the question to the answer: in a cookie of that browser which only we can have written, so
/// that any node takes the answer, and used once.
/// </summary>
internal sealed class PasskeyChallenges(IDataProtectionProvider protection, SessionCookie cookie, IStore store, TimeProvider clock)
{
    /// <summary>Longer than any browser lets its reader think about it.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Has the browser keep it.</summary>
    /// <param name="http">The request that asks for it.</param>
    /// <param name="ceremony">What for. It is good for nothing else.</param>
    /// <param name="state">The challenge, and whatever the answer is held against besides.</param>
    public void Set(HttpContext http, string ceremony, string state)
    {
        var end = (clock.GetUtcNow() + Lifetime).ToUnixTimeMilliseconds();
        var value = Protector(ceremony).Protect(FormattableString.Invariant($"{end} {state}"));
        http.Response.Cookies.Append(cookie.ChallengeName, value, cookie.Options(Lifetime));
    }

    /// <summary>What that browser was given, to exactly one who asks; null where it was given nothing, or it is over or used.</summary>
    public async ValueTask<string?> UseAsync(HttpContext http, string ceremony)
    {
        var now = clock.GetUtcNow();
        if (Read(http, ceremony) is not [var end, var state] || now.ToUnixTimeMilliseconds() >= long.Parse(end, CultureInfo.InvariantCulture))
        {
            return null;
        }

        http.Response.Cookies.Delete(cookie.ChallengeName, cookie.Options(null));

        // A limit of one: counted for all nodes, so that of two who ask at once one gets it, and forgotten when the challenge is over.
        var bucket = new Bucket($"passkey {Convert.ToHexStringLower(AccessSecret.Hash(state))}", new RateLimit(1, Lifetime));
        return (await store.Limits.TakeAsync(SignInThrottle.Server, [bucket], now, http.RequestAborted)).IsTaken ? state : null;
    }

    private string[]? Read(HttpContext http, string ceremony)
    {
        try
        {
            return http.Request.Cookies[cookie.ChallengeName] is { } value ? Protector(ceremony).Unprotect(value).Split(' ', 2) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector Protector(string ceremony) => protection.CreateProtector("Passkey challenge", ceremony);
}
