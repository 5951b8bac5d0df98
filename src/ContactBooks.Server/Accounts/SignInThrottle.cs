using System.Net;
using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>
/// How often somebody may try to sign in, counted in the store for all nodes together: few times from one place with one address, more
/// from one place with any, and many with one address from everywhere, so that nobody can keep its owner out by trying.
/// </summary>
internal sealed class SignInThrottle(IStore store)
{
    /// <summary>Of the server's own limits, which are no customer's.</summary>
    private static readonly CustomerId Server = new(0);

    private static readonly RateLimit OfBoth = new(10, TimeSpan.FromMinutes(15));
    private static readonly RateLimit OfPlace = new(100, TimeSpan.FromMinutes(15));
    private static readonly RateLimit OfAddress = new(200, TimeSpan.FromHours(1));

    /// <summary>Counts an attempt; how long to wait where there were too many, else null.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(string email, IPAddress? from, DateTimeOffset now, CancellationToken cancellation)
    {
        var address = KeyOf(email.Trim().ToLowerInvariant());
        var taking = await store.Limits.TakeAsync(
            Server,
            [
                new Bucket($"sign-in {address} {from}", OfBoth),
                new Bucket($"sign-in from {from}", OfPlace),
                new Bucket($"sign-in {address}", OfAddress),
            ],
            now,
            cancellation);
        return taking.IsTaken ? null : taking.Allowances.Where(allowance => allowance.Remaining == 0).Max(allowance => allowance.Within);
    }

    /// <summary>The store's limits may lie about for days; an email address need not.</summary>
    private static string KeyOf(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email)))[..32];
}
