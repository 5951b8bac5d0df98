using ContactBooks.Core.Limits;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using ContactBooks.Server.Api.Answers;
using ContactBooks.Server.Hosting;
using ContactBooks.Server.Observability;

namespace ContactBooks.Server.Api.Access;

/// <summary>
/// The operator's rate limits, per customer and per token. What is used of them is the store's to know, so that they hold
/// over all nodes together. A request that has them applied is told so by the fields of <see cref="RateLimitFields"/>,
/// whatever it is answered; without limits there is nothing to ask and nothing to tell.
/// </summary>
internal sealed class RequestLimits
{
    private const string PerCustomer = "customer";
    private const string PerToken = "token";

    private readonly IStore _store;
    private readonly TimeProvider _clock;
    private readonly ServerMetrics _metrics;
    private readonly (string Name, RateLimit Limit)[] _policies;
    private readonly string _policyField;

    public RequestLimits(IStore store, ServerSettings settings, TimeProvider clock, ServerMetrics metrics)
    {
        (_store, _clock, _metrics) = (store, clock, metrics);
        _policies = [.. new (string Name, RateLimit? Limit)[] { (PerCustomer, settings.CustomerLimit), (PerToken, settings.TokenLimit) }
            .Where(policy => policy.Limit is not null)
            .Select(policy => (policy.Name, policy.Limit!.Value))];
        _policyField = RateLimitFields.PolicyOf(_policies);
    }

    /// <summary>Counts a request against the limits; the error where one of them is used up, else null.</summary>
    public async ValueTask<ApiError?> TakeAsync(HttpContext http, TokenGrant grant)
    {
        if (_policies.Length == 0)
        {
            return null;
        }

        Bucket[] buckets = [.. _policies.Select(policy => new Bucket(policy.Name == PerToken ? grant.TokenUid : Bucket.CustomerKey, policy.Limit))];
        var taking = await _store.Limits.TakeAsync(grant.CustomerId, buckets, _clock.GetUtcNow(), http.RequestAborted);
        var left = _policies.Zip(taking.Allowances, (policy, allowance) => (policy.Name, policy.Limit, Allowance: allowance)).ToArray();
        http.Response.Headers[RateLimitFields.Policy] = _policyField;
        http.Response.Headers[RateLimitFields.Limit] = RateLimitFields.LimitOf(left.Select(one => (one.Name, one.Allowance)));
        return taking.IsTaken ? null : Refused([.. left.Where(one => one.Allowance.Remaining == 0)]);
    }

    /// <param name="usedUp">The limits that are; the one that has room last says when to come again.</param>
    private ApiError Refused((string Name, RateLimit Limit, Allowance Allowance)[] usedUp)
    {
        foreach (var (name, _, _) in usedUp)
        {
            _metrics.RateLimited(name);
        }

        var (of, limit, allowance) = usedUp.MaxBy(one => one.Allowance.Within);
        var retryAfter = RateLimitFields.SecondsOf(allowance.Within);
        return ApiError.RateLimited(
            $"This {of} has used up its rate limit, {limit.Quota} in {RateLimitFields.SecondsOf(limit.Window)} s. Try again in {retryAfter} s.",
            retryAfter);
    }
}
