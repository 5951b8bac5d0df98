using System.Net;
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
    public async Task<SignInAttempt> AttemptAsync(string email, string password, IPAddress? from, CancellationToken cancellation)
    {
        if (await throttle.TakeAsync(email.Trim().ToLowerInvariant(), from, clock.GetUtcNow(), cancellation) is { } wait)
        {
            return new SignInAttempt(null, wait);
        }

        var accounts = await store.Accounts.FindSignInsAsync(email);
        if (accounts.Count == 0)
        {
            Passwords.Verify(null, password);
        }

        return new SignInAttempt(accounts.FirstOrDefault(account => Passwords.Verify(account.PasswordHash, password))?.AccountUid, null);
    }
}
