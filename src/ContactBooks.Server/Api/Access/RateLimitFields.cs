using System.Globalization;
using ContactBooks.Core.Limits;

namespace ContactBooks.Server.Api.Access;

/// <summary>
/// The fields <c>RateLimit-Policy</c> and <c>RateLimit</c> of draft-ietf-httpapi-ratelimit-headers-11 (May 2026): lists of
/// structured fields (RFC 9651), an item a limit. <c>q</c> is the quota, <c>w</c> the window; <c>r</c> is what is left of
/// the quota, and <c>t</c> for how long there is no more than that. Times are whole seconds, rounded up.
/// </summary>
internal static class RateLimitFields
{
    public const string Policy = "RateLimit-Policy";
    public const string Limit = "RateLimit";

    /// <summary><c>"customer";q=600;w=60, "token";q=100;w=60</c></summary>
    public static string PolicyOf(IEnumerable<(string Name, RateLimit Limit)> policies) =>
        string.Join(", ", policies.Select(p => string.Create(CultureInfo.InvariantCulture, $"\"{p.Name}\";q={p.Limit.Quota};w={SecondsOf(p.Limit.Window)}")));

    /// <summary><c>"customer";r=50;t=30, "token";r=7;t=12</c></summary>
    public static string LimitOf(IEnumerable<(string Name, Allowance Allowance)> left) =>
        string.Join(", ", left.Select(l => string.Create(CultureInfo.InvariantCulture, $"\"{l.Name}\";r={l.Allowance.Remaining};t={SecondsOf(l.Allowance.Within)}")));

    /// <summary>Whole seconds, rounded up.</summary>
    public static int SecondsOf(TimeSpan time) => (int)Math.Ceiling(time.TotalSeconds);
}
