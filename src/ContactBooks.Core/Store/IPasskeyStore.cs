using ContactBooks.Core.Accounts;

namespace ContactBooks.Core.Store;

/// <summary>The passkeys of accounts, operators' and users' alike.</summary>
public interface IPasskeyStore
{
    /// <summary>Adds one that was never used; false, and nothing is added, if there is one of its credential, whosever.</summary>
    ValueTask<bool> AddAsync(Passkey passkey);

    /// <summary>Those of an account, the oldest first.</summary>
    ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid);

    /// <summary>
    /// The one that somebody may sign in with; null if there is none, or the operator, the user or the user's customer is inactive.
    /// </summary>
    ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId);

    /// <summary>Records that one was used and how often it had signed by then. Neither goes back.</summary>
    ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now);

    /// <summary>Removes one of an account; false if that account has none such.</summary>
    ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId);
}
