using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Who is signed in, in the embedded store.</summary>
internal sealed class SqliteAccountSessions(SqliteWriter writer, ReaderPool readers) : ISessionStore
{
    private const string Insert =
        "insert into sessions (secret_hash, account_uid, started_at, last_seen_at, expires_at) values (?1, ?2, ?3, ?3, ?4)";

    // Asked at every request of the dashboard: by the hash's key, then by those of the account and its customer.
    private const string Find =
        $"""
        select {CustomerColumns.All},
          s.account_uid, coalesce(o.name, u.name), coalesce(o.email, u.email), u.role, s.expires_at, s.last_seen_at, s.started_at
        from sessions s
        left join operators o on o.operator_uid = s.account_uid and o.is_active
        left join users u on u.user_uid = s.account_uid and u.is_active
        left join customers on customers.customer_id = coalesce(u.customer_id, s.opened_customer_id)
        where s.secret_hash = ? and s.expires_at > ? and (o.operator_uid is not null or customers.is_active and u.user_uid is not null)
        """;

    private const string Touch =
        "update sessions set last_seen_at = max(last_seen_at, ?2), expires_at = max(expires_at, ?3) where secret_hash = ?1 and expires_at > ?2";

    private const string IsOperators = "exists (select 1 from operators o where o.operator_uid = sessions.account_uid)";

    private const string Open =
        $"""
        update sessions set opened_customer_id = c.customer_id from customers c
        where sessions.secret_hash = ? and c.customer_uid = ? and {IsOperators}
        """;

    private const string Close = $"update sessions set opened_customer_id = null where secret_hash = ? and {IsOperators}";

    public async ValueTask StartAsync(NewSession session, DateTimeOffset now) =>
        await writer.ChangeAsync(transaction => transaction.Prepare(Insert)
            .BindBlob(0, session.Hash.Span).BindText(1, session.AccountUid).Bind(2, now).Bind(3, session.ExpiresAt));

    public ValueTask<Session?> FindAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        ValueTask.FromResult(readers.Read(transaction => transaction.Prepare(Find).BindBlob(0, hash.Span).Bind(1, now).One(Read)));

    public async ValueTask TouchAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now, DateTimeOffset expiresAt) =>
        await writer.ChangeAsync(transaction => transaction.Prepare(Touch).BindBlob(0, hash.Span).Bind(1, now).Bind(2, expiresAt));

    public async ValueTask<bool> OpenCustomerAsync(ReadOnlyMemory<byte> hash, string? customerUid) =>
        await writer.ChangeAsync(transaction => customerUid is null
            ? transaction.Prepare(Close).BindBlob(0, hash.Span)
            : transaction.Prepare(Open).BindBlob(0, hash.Span).BindText(1, customerUid)) > 0;

    public async ValueTask EndAsync(ReadOnlyMemory<byte> hash) =>
        await writer.ChangeAsync(transaction => transaction.Prepare("delete from sessions where secret_hash = ?").BindBlob(0, hash.Span));

    public async ValueTask<int> EndAllAsync(string accountUid) =>
        await writer.ChangeAsync(transaction => transaction.Prepare("delete from sessions where account_uid = ?").BindText(0, accountUid));

    private static Session Read(Statement row) => new(
        row.Text(7)!, row.Text(8)!, row.Text(9), AccountRoleColumn.Read(row.Text(10)), row.IsNull(0) ? null : CustomerColumns.Read(row),
        row.Time(11), row.Time(12), row.Time(13));
}
