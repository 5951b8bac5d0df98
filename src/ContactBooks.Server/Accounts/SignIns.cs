using System.Net;
using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Accounts;

/// <summary>What came of somebody's trying to sign in.</summary>
/// <param name="AccountUid">Who it is; null where it is nobody.</param>
/// <param name="Wait">How long to wait before the next attempt; null where there is no need to.</param>
internal readonly record struct SignInAttempt(string? AccountUid, TimeSpan? Wait);

/// <summary>Knows people by their email address and password.</summary>
internal sealed class SignIns(IStore store, SignInThrottle throttle, TimeProvider clock)
{
    /// <summary>Looks whether there is one active account of that address and password. Every attempt counts, right or wrong.</summary>
    public Task<SignInAttempt> AttemptAsync(string email, string password, IPAddress? from, CancellationToken cancellation) =>
        AttemptAsync(email, password, from, _ => true, cancellation);

    /// <summary>
    /// Looks whether somebody who is signed in knows their own password. It counts as signing in does: nobody is to find it out at an open
    /// browser.
    /// </summary>
    public Task<SignInAttempt> ConfirmAsync(Session session, string password, IPAddress? from, CancellationToken cancellation) =>
        AttemptAsync(session.Email ?? "", password, from, account => account.AccountUid == session.AccountUid, cancellation);

    /// <summary>Whether somebody who is signed in has a password: who came by a link, as the demo's reader, has none.</summary>
    public async Task<bool> HasPasswordAsync(Session session) =>
        session.Email is { } email &&
        (await store.Accounts.FindSignInsAsync(email)).Any(account => account.AccountUid == session.AccountUid && account.PasswordHash is not null);

    private async Task<SignInAttempt> AttemptAsync(
        string email, string password, IPAddress? from, Func<SignIn, bool> isMeant, CancellationToken cancellation)
    {
        if (await throttle.TakeAsync(email.Trim().ToLowerInvariant(), from, clock.GetUtcNow(), cancellation) is { } wait)
        {
            return new SignInAttempt(null, wait);
        }

        var accounts = (await store.Accounts.FindSignInsAsync(email)).Where(isMeant).ToList();
        if (accounts.Count == 0)
        {
            Passwords.Verify(null, password);
        }

        return new SignInAttempt(accounts.FirstOrDefault(account => Passwords.Verify(account.PasswordHash, password))?.AccountUid, null);
    }
}
