using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using Microsoft.AspNetCore.Identity;

namespace ContactBooks.Server.Dashboard.Passkeys;

/// <summary>
/// As much of ASP.NET Core Identity's user store as its handler of passkeys asks for: whose they are. Accounts and passkeys are made
/// and changed by our own, so that the rest is not there.
/// </summary>
internal sealed class PasskeyOwners(IStore store) : IUserPasskeyStore<PasskeyOwner>
{
    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.AccountUid);

    // Whether there is such an account shows when its passkey is looked for.
    public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult<PasskeyOwner?>(new(userId));

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await store.Passkeys.ListAsync(user.AccountUid)).Select(InfoOf)];

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await store.Passkeys.FindAsync(credentialId) is { } passkey ? new PasskeyOwner(passkey.AccountUid) : null;

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        await store.Passkeys.FindAsync(credentialId) is { } passkey && passkey.AccountUid == user.AccountUid ? InfoOf(passkey) : null;

    public void Dispose()
    {
    }

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw NotAsked();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw NotAsked();

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NotAsked();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw NotAsked();

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NotAsked();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NotAsked();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw NotAsked();

    public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw NotAsked();

    // What it doesn't need to hold a signature against is not kept: how it was attested, which way it is reached, whether it is copied now.
    private static UserPasskeyInfo InfoOf(Passkey passkey) => new(
        passkey.CredentialId.ToArray(),
        passkey.PublicKey.ToArray(),
        passkey.CreatedAt,
        passkey.SignCount,
        transports: [],
        isUserVerified: true,
        passkey.IsBackupEligible,
        isBackedUp: false,
        attestationObject: [],
        clientDataJson: []);

    private static NotSupportedException NotAsked() => new("The handler of passkeys doesn't ask for this.");
}
