using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Passkeys in the embedded store.</summary>
internal sealed class SqlitePasskeys(SqliteWriter writer, ReaderPool readers) : IPasskeyStore
{
    private const string Columns =
        "p.credential_id, p.account_uid, p.name, p.public_key, p.sign_count, p.is_backup_eligible, p.created_at, p.last_used_at";

    private const string Insert =
        """
        insert into passkeys (credential_id, account_uid, name, public_key, sign_count, is_backup_eligible, created_at)
        values (?, ?, ?, ?, ?, ?, ?) on conflict (credential_id) do nothing
        """;

    private const string OldestFirst = $"select {Columns} from passkeys p where p.account_uid = ? order by p.created_at, p.credential_id";

    private const string Find =
        $"""
        select {Columns} from passkeys p
        left join operators o on o.operator_uid = p.account_uid and o.is_active
        left join users u on u.user_uid = p.account_uid and u.is_active
        left join customers c on c.customer_id = u.customer_id and c.is_active
        where p.credential_id = ? and coalesce(o.operator_uid, c.customer_uid) is not null
        """;

    private const string RecordUse =
        "update passkeys set sign_count = max(sign_count, ?2), last_used_at = max(coalesce(last_used_at, ?3), ?3) where credential_id = ?1";

    private const string Delete = "delete from passkeys where account_uid = ? and credential_id = ?";

    public async ValueTask<bool> AddAsync(Passkey passkey) =>
        await writer.ChangeAsync(session => session.Prepare(Insert)
            .BindBlob(0, passkey.CredentialId.Span).BindText(1, passkey.AccountUid).BindText(2, passkey.Name).BindBlob(3, passkey.PublicKey.Span)
            .Bind(4, passkey.SignCount).Bind(5, passkey.IsBackupEligible ? 1 : 0).Bind(6, passkey.CreatedAt)) > 0;

    public ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid) =>
        ValueTask.FromResult<IReadOnlyList<Passkey>>(readers.Read(session => session.Prepare(OldestFirst).BindText(0, accountUid).All(Read)));

    public ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId) =>
        ValueTask.FromResult(readers.Read(session => session.Prepare(Find).BindBlob(0, credentialId.Span).One(Read)));

    public async ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now) =>
        await writer.ChangeAsync(session => session.Prepare(RecordUse).BindBlob(0, credentialId.Span).Bind(1, signCount).Bind(2, now));

    public async ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId) =>
        await writer.ChangeAsync(session => session.Prepare(Delete).BindText(0, accountUid).BindBlob(1, credentialId.Span)) > 0;

    private static Passkey Read(Statement row) => new(
        row.Bytes(0).ToArray(), row.Text(1)!, row.Text(2)!, row.Bytes(3).ToArray(), (uint)row.Integer(4), row.Integer(5) != 0, row.Time(6),
        row.TimeOrNull(7));
}
