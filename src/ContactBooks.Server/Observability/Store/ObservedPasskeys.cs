using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Server.Observability.Store;

/// <summary>Passkeys, observed.</summary>
internal sealed class ObservedPasskeys(IPasskeyStore passkeys, StoreTelemetry telemetry) : IPasskeyStore
{
    public ValueTask<bool> AddAsync(Passkey passkey) =>
        telemetry.Run("add_passkey", (passkeys, passkey), static with => with.passkeys.AddAsync(with.passkey));

    public ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid) =>
        telemetry.Run("list_passkeys", (passkeys, accountUid), static with => with.passkeys.ListAsync(with.accountUid));

    public ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId) =>
        telemetry.Run("find_passkey", (passkeys, credentialId), static with => with.passkeys.FindAsync(with.credentialId));

    public ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now) =>
        telemetry.Run(
            "record_passkey_use",
            (passkeys, credentialId, signCount, now),
            static with => with.passkeys.RecordUseAsync(with.credentialId, with.signCount, with.now));

    public ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId) =>
        telemetry.Run(
            "remove_passkey", (passkeys, accountUid, credentialId), static with => with.passkeys.RemoveAsync(with.accountUid, with.credentialId));
}
