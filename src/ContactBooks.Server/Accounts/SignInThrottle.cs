using System.Net;
using System.Security.Cryptography;
using System.Text;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>
/// How often somebody may try to sign in, counted in the store for all nodes together: few times from one place as one person, more
/// from one place as any, and many as one person from everywhere, so that nobody can keep its owner out by trying.
/// </summary>
internal sealed class SignInThrottle(IStore store)
{
    /// <summary>Of the server's own limits, which are no customer's.</summary>
    public static CustomerId Server { get; } = new(0);

    private static readonly RateLimit OfBoth = new(10, TimeSpan.FromMinutes(15));
    private static readonly RateLimit OfPlace = new(100, TimeSpan.FromMinutes(15));
    private static readonly RateLimit OfPerson = new(200, TimeSpan.FromHours(1));

    /// <summary>Counts an attempt; how long to wait where there were too many, else null.</summary>
    /// <param name="identity">The email address, or what else somebody wants to be known by.</param>
    /// <param name="from">The place.</param>
    /// <param name="now">When.</param>
    /// <param name="cancellation">Ends the wait for the store.</param>
    public async ValueTask<TimeSpan?> TakeAsync(string identity, IPAddress? from, DateTimeOffset now, CancellationToken cancellation)
    {
        var person = KeyOf(identity);
        var taking = await store.Limits.TakeAsync(
            Server,
            [
                new Bucket($"sign-in {person} {from}", OfBoth),
                new Bucket($"sign-in from {from}", OfPlace),
                new Bucket($"sign-in {person}", OfPerson),
            ],
            now,
            cancellation);
        return taking.IsTaken ? null : taking.Allowances.Where(allowance => allowance.Remaining == 0).Max(allowance => allowance.Within);
    }

    /// <summary>The store's limits may lie about for days; an email address need not.</summary>
    private static string KeyOf(string identity) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..32];
}
