using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using ContactBooks.Server.Accounts;

namespace ContactBooks.Server.Dashboard.Access;

/// <summary>
/// Who is signed in. A session is a row of the store, so any node knows it, and it ends when it is ended: no cookie outlives that.
/// </summary>
internal sealed class Sessions(IStore store, SessionCookie cookie, TimeProvider clock)
{
    /// <summary>From its last use.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>A use is written down this often at the most.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromHours(1);

    /// <summary>How long who has shown who they are may do what whoever finds their browser open may not.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromMinutes(10);

    private static readonly object Key = new();

    /// <summary>The session that a request is of; null where nobody is signed in.</summary>
    public static Session? Of(HttpContext http) => http.Items[Key] as Session;

    /// <summary>Signs somebody in.</summary>
    public Task StartAsync(HttpContext http, string accountUid) => BeginAsync(http, accountUid);

    /// <summary>Begins the request's session anew, of somebody who has shown again who they are. What is open stays so.</summary>
    public async Task RenewAsync(HttpContext http)
    {
        var session = Of(http)!;
        var hash = await BeginAsync(http, session.AccountUid);
        if (session is { Role: AccountRole.Operator, Customer: { } opened })
        {
            await store.Sessions.OpenCustomerAsync(hash, opened.Uid);
        }

        await store.Sessions.EndAsync(AccessSecret.Hash(cookie.Of(http.Request)!));
    }

    /// <summary>Whether it is so lately that somebody showed who they are that it need not be asked for again.</summary>
    public bool IsTrusted(Session session) => clock.GetUtcNow() - session.StartedAt < Trust;

    /// <summary>Finds the session of a request's cookie.</summary>
    public async Task<Session?> FindAsync(HttpContext http)
    {
        if (cookie.Of(http.Request) is not { } secret)
        {
            return null;
        }

        var (hash, now) = (AccessSecret.Hash(secret), clock.GetUtcNow());
        if (await store.Sessions.FindAsync(hash, now) is not { } session)
        {
            cookie.Delete(http.Response);
            return null;
        }

        if (now - session.LastSeenAt >= Resolution)
        {
            await store.Sessions.TouchAsync(hash, now, now + Lifetime);
            cookie.Set(http.Response, secret, Lifetime);
        }

        http.Items[Key] = session;
        return session;
    }

    /// <summary>Has an operator look into a customer's books, or out of them again.</summary>
    public async Task<bool> OpenCustomerAsync(HttpContext http, string? customerUid) =>
        cookie.Of(http.Request) is { } secret && await store.Sessions.OpenCustomerAsync(AccessSecret.Hash(secret), customerUid);

    /// <summary>Signs out, here or everywhere.</summary>
    public async Task EndAsync(HttpContext http, bool everywhere)
    {
        if (everywhere && Of(http) is { } session)
        {
            await store.Sessions.EndAllAsync(session.AccountUid);
        }
        else if (cookie.Of(http.Request) is { } secret)
        {
            await store.Sessions.EndAsync(AccessSecret.Hash(secret));
        }

        cookie.Delete(http.Response);
    }

    private async Task<byte[]> BeginAsync(HttpContext http, string accountUid)
    {
        var (secret, now) = (AccessSecret.New(), clock.GetUtcNow());
        var hash = AccessSecret.Hash(secret);
        await store.Sessions.StartAsync(new NewSession(hash, accountUid, now + Lifetime), now);
        cookie.Set(http.Response, secret, Lifetime);
        return hash;
    }
}
