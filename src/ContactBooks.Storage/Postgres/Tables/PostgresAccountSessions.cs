using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Who is signed in, in PostgreSQL.</summary>
internal sealed class PostgresAccountSessions(PostgresDatabase database) : ISessionStore
{
    private const string Insert =
        """
        insert into sessions (secret_hash, account_uid, started_at, last_seen_at, expires_at) values ($1, $2, $3, $3, $4)
        on conflict (secret_hash) do nothing
        """;

    // Asked at every request of the dashboard: by the hash's key, then by those of the account and its customer.
    private const string Find =
        $"""
        select {CustomerColumns.All},
          s.account_uid, coalesce(o.name, u.name), coalesce(o.email, u.email), u.role, s.expires_at, s.last_seen_at, s.started_at
        from sessions s
        left join operators o on o.operator_uid = s.account_uid and o.is_active
        left join users u on u.user_uid = s.account_uid and u.is_active
        left join customers on customers.customer_id = coalesce(u.customer_id, s.opened_customer_id)
        where s.secret_hash = $1 and s.expires_at > $2 and (o.operator_uid is not null or customers.is_active and u.user_uid is not null)
        """;

    private const string Touch =
        """
        update sessions set last_seen_at = greatest(last_seen_at, $2), expires_at = greatest(expires_at, $3)
        where secret_hash = $1 and expires_at > $2
        """;

    private const string IsOperators = "exists (select from operators o where o.operator_uid = s.account_uid)";

    private const string Open =
        $"""
        update sessions s set opened_customer_id = c.customer_id from customers c
        where s.secret_hash = $1 and c.customer_uid = $2 and {IsOperators}
        """;

    private const string Close = $"update sessions s set opened_customer_id = null where s.secret_hash = $1 and {IsOperators}";

    public async ValueTask StartAsync(NewSession session, DateTimeOffset now) =>
        await database.ChangeAsync(Insert, p => p.BindBytes(session.Hash).Bind(session.AccountUid).BindTime(now).BindTime(session.ExpiresAt));

    public ValueTask<Session?> FindAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        database.ReadOneAsync(Find, p => p.BindBytes(hash).BindTime(now), Read);

    public async ValueTask TouchAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        await database.ChangeAsync(Touch, p => p.BindBytes(hash).BindTime(now).BindTime(expiresAt));

    public ValueTask<bool> OpenCustomerAsync(ReadOnlyMemory<byte> hash, string? customerUid) => customerUid is null
        ? database.ChangeAsync(Close, p => p.BindBytes(hash))
        : database.ChangeAsync(Open, p => p.BindBytes(hash).Bind(customerUid));

    public async ValueTask EndAsync(ReadOnlyMemory<byte> hash) =>
        await database.ChangeAsync("delete from sessions where secret_hash = $1", p => p.BindBytes(hash));

    // Not repeatable: done again after a lost COMMIT, it would count none.
    public ValueTask<int> EndAllAsync(string accountUid) =>
        database.WriteAsync(connection => connection.ChangeAsync("delete from sessions where account_uid = $1", p => p.Bind(accountUid)));

    private static Session Read(NpgsqlDataReader row) => new(
        row.GetString(7), row.GetString(8), row.Text(9), AccountRoleColumn.Read(row.Text(10)), row.IsDBNull(0) ? null : CustomerColumns.Read(row),
        row.Time(11), row.Time(12), row.Time(13));
}
