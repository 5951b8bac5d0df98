using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Passkeys in the model.</summary>
internal sealed class InMemoryPasskeys(InMemoryAccounts accounts, InMemoryDirectory directory) : IPasskeyStore
{
    private readonly Lock _lock = new();
    private readonly List<Passkey> _passkeys = [];

    public ValueTask<bool> AddAsync(Passkey passkey) => Do(() =>
    {
        var isNew = IndexOf(passkey.CredentialId) < 0;
        if (isNew)
        {
            _passkeys.Add(passkey);
        }

        return isNew;
    });

    public ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid) =>
        Do<IReadOnlyList<Passkey>>(() => [.. _passkeys.Where(passkey => passkey.AccountUid == accountUid).OrderBy(passkey => passkey.CreatedAt)]);

    public async ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId)
    {
        var passkey = await Do(() => _passkeys.ElementAtOrDefault(IndexOf(credentialId)));
        return passkey is not null && await MaySignInAsync(passkey.AccountUid) ? passkey : null;
    }

    public async ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now) => await Do(() =>
    {
        if (IndexOf(credentialId) is var index and >= 0)
        {
            var passkey = _passkeys[index];
            var lastUsedAt = passkey.LastUsedAt > now ? passkey.LastUsedAt : now;
            _passkeys[index] = passkey with { SignCount = Math.Max(passkey.SignCount, signCount), LastUsedAt = lastUsedAt };
        }

        return true;
    });

    public ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId) => Do(() =>
        _passkeys.RemoveAll(passkey => passkey.AccountUid == accountUid && passkey.CredentialId.Span.SequenceEqual(credentialId.Span)) > 0);

    private async ValueTask<bool> MaySignInAsync(string accountUid) =>
        (await accounts.ListOperatorsAsync()).Any(account => account.Uid == accountUid && account.IsActive) ||
        directory.ListUsers().Any(entry => entry.User.Uid == accountUid && entry.User.IsActive && entry.Customer.IsActive);

    private int IndexOf(ReadOnlyMemory<byte> credentialId) =>
        _passkeys.FindIndex(passkey => passkey.CredentialId.Span.SequenceEqual(credentialId.Span));

    private ValueTask<T> Do<T>(Func<T> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(work());
        }
    }
}
