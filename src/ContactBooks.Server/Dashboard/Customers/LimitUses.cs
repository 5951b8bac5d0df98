using ContactBooks.Core.Customers;
using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Hosting;

namespace ContactBooks.Server.Dashboard.Customers;

/// <summary>How much a customer has used of its limits, as they count now.</summary>
/// <param name="OfCustomer">Requests by all its tokens; null where they have no limit.</param>
/// <param name="Busiest">The token that has made most; null where tokens have no limit, or none has made any.</param>
/// <param name="OfBusiest">Its requests.</param>
internal sealed record LimitUses(int? OfCustomer, Token? Busiest, int OfBusiest)
{
    /// <summary>Asks the store, once.</summary>
    public static async Task<LimitUses> OfAsync(
        IStore store, ServerSettings settings, CustomerId customer, IReadOnlyList<Token> tokens, DateTimeOffset now)
    {
        Bucket[] buckets =
        [
            .. settings.CustomerLimit is { } ofAll ? [new Bucket(Bucket.CustomerKey, ofAll)] : (Bucket[])[],
            .. settings.TokenLimit is { } ofEach ? tokens.Select(token => new Bucket(token.Uid, ofEach)) : [],
        ];
        if (buckets.Length == 0)
        {
            return new LimitUses(null, null, 0);
        }

        var left = await store.Limits.LookAsync(customer, buckets, now);
        var used = buckets.Zip(left).ToDictionary(one => one.First.Key, one => one.First.Limit.Quota - one.Second.Remaining);
        var busiest = tokens.Where(token => used.GetValueOrDefault(token.Uid) > 0).MaxBy(token => used[token.Uid]);
        return new LimitUses(
            settings.CustomerLimit is null ? null : used[Bucket.CustomerKey], busiest, busiest is null ? 0 : used[busiest.Uid]);
    }
}
