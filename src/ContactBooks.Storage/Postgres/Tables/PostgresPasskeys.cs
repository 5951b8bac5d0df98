using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Passkeys in PostgreSQL.</summary>
internal sealed class PostgresPasskeys(PostgresDatabase database) : IPasskeyStore
{
    private const string Columns =
        "p.credential_id, p.account_uid, p.name, p.public_key, p.sign_count, p.is_backup_eligible, p.created_at, p.last_used_at";

    private const string Insert =
        """
        insert into passkeys (credential_id, account_uid, name, public_key, sign_count, is_backup_eligible, created_at)
        values ($1, $2, $3, $4, $5, $6, $7) on conflict (credential_id) do nothing
        """;

    private const string OldestFirst = $"select {Columns} from passkeys p where p.account_uid = $1 order by p.created_at, p.credential_id";

    private const string Find =
        $"""
        select {Columns} from passkeys p
        left join operators o on o.operator_uid = p.account_uid and o.is_active
        left join users u on u.user_uid = p.account_uid and u.is_active
        left join customers c on c.customer_id = u.customer_id and c.is_active
        where p.credential_id = $1 and coalesce(o.operator_uid, c.customer_uid) is not null
        """;

    private const string RecordUse =
        "update passkeys set sign_count = greatest(sign_count, $2), last_used_at = greatest(last_used_at, $3) where credential_id = $1";

    private const string Delete = "delete from passkeys where account_uid = $1 and credential_id = $2";

    // Neither this nor the removal is repeatable: done again after a lost COMMIT, it would say that it had done nothing.
    public ValueTask<bool> AddAsync(Passkey passkey) => database.WriteAsync(async connection => await connection.ChangeAsync(Insert, p => p
        .BindBytes(passkey.CredentialId).Bind(passkey.AccountUid).Bind(passkey.Name).BindBytes(passkey.PublicKey)
        .Bind((long)passkey.SignCount).Bind(passkey.IsBackupEligible).BindTime(passkey.CreatedAt)) > 0);

    public ValueTask<IReadOnlyList<Passkey>> ListAsync(string accountUid) => database.ReadAllAsync(OldestFirst, p => p.Bind(accountUid), Read);

    public ValueTask<Passkey?> FindAsync(ReadOnlyMemory<byte> credentialId) => database.ReadOneAsync(Find, p => p.BindBytes(credentialId), Read);

    public async ValueTask RecordUseAsync(ReadOnlyMemory<byte> credentialId, uint signCount, DateTimeOffset now) =>
        await database.ChangeAsync(RecordUse, p => p.BindBytes(credentialId).Bind((long)signCount).BindTime(now));

    public ValueTask<bool> RemoveAsync(string accountUid, ReadOnlyMemory<byte> credentialId) => database.WriteAsync(
        async connection => await connection.ChangeAsync(Delete, p => p.Bind(accountUid).BindBytes(credentialId)) > 0);

    private static Passkey Read(NpgsqlDataReader row) => new(
        row.Bytes(0), row.GetString(1), row.GetString(2), row.Bytes(3), (uint)row.GetInt64(4), row.GetBoolean(5), row.Time(6), row.TimeOrNull(7));
}
