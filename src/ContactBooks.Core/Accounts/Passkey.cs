namespace ContactBooks.Core.Accounts;

/// <summary>
/// What an account can be signed in to with in place of a password: the public half of a key that never leaves its device or its keeper.
/// </summary>
/// <param name="CredentialId">What the key is known by, as its device has named it: 1,023 bytes at the most.</param>
/// <param name="AccountUid">The operator or user whose it is.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="PublicKey">The key that signatures are held against, as COSE writes it.</param>
/// <param name="SignCount">How often it has signed, by its own count; 0 where it doesn't count.</param>
/// <param name="IsBackupEligible">Whether it may be on several devices. It stays as it began.</param>
/// <param name="CreatedAt">When it was added, UTC.</param>
/// <param name="LastUsedAt">When somebody last signed in with it, UTC; null for never.</param>
/// <remarks>WebAuthn, Level 3: <see href="https://www.w3.org/TR/webauthn-3/#credential-record"/>.</remarks>
public sealed record Passkey(
    ReadOnlyMemory<byte> CredentialId,
    string AccountUid,
    string Name,
    ReadOnlyMemory<byte> PublicKey,
    uint SignCount,
    bool IsBackupEligible,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastUsedAt)
{
    /// <summary>Characters (code points) of its name.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Passkeys of one account.</summary>
    public const int MaxPerAccount = 20;
}
