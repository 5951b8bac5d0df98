using ContactBooks.Core.Accounts;

namespace ContactBooks.Core.Store;

/// <summary>Who is signed in, on whichever node. A session is named by the hash of the secret that the browser holds.</summary>
public interface ISessionStore
{
    /// <summary>Starts a session.</summary>
    ValueTask StartAsync(NewSession session, DateTimeOffset now);

    /// <summary>
    /// Who is signed in by that secret; null if it has ended or is over, or the operator, the user or the user's customer is
    /// inactive. Asked anew at every request.
    /// </summary>
    ValueTask<Session?> FindAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now);

    /// <summary>Records that a session was used, and lets it last until then. Neither time goes back; one that is over stays so.</summary>
    ValueTask TouchAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now, DateTimeOffset expiresAt);

    /// <summary>
    /// Opens a customer to an operator, an inactive one too, in place of what was open; null closes it. False if the session is
    /// no operator's or there is no such customer.
    /// </summary>
    ValueTask<bool> OpenCustomerAsync(ReadOnlyMemory<byte> hash, string? customerUid);

    /// <summary>Ends a session, if it is there.</summary>
    ValueTask EndAsync(ReadOnlyMemory<byte> hash);

    /// <summary>Ends all sessions of an account; how many there were.</summary>
    ValueTask<int> EndAllAsync(string accountUid);
}
