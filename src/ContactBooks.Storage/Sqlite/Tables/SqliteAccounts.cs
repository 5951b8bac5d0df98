using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Operators, sign-in and invitations in the embedded store.</summary>
internal sealed class SqliteAccounts(SqliteWriter writer, ReaderPool readers) : IAccountStore
{
    private const string WhoCanSignIn = "select operator_uid from operators where is_active and password_hash is not null";

    /// <summary>Of the operator ?2 to ?1; not of the last who can sign in.</summary>
    private const string Switch =
        $"""
        update operators set is_active = ?1
        where operator_uid = ?2 and (?1 or not is_active or password_hash is null or exists ({WhoCanSignIn} and operator_uid <> ?2))
        """;

    private const string Operators =
        "select operator_uid, name, email, password_hash is not null, is_active, created_at from operators";

    private const string SetUsersPassword = "update users set password_hash = ? where user_uid = ?";

    private const string SetOperatorsPassword = "update operators set password_hash = ? where operator_uid = ?";

    private const string SignIns =
        """
        select operator_uid, null, password_hash, 0 as kind, created_at from operators where lower(email) = lower(?1) and is_active
        union all
        select u.user_uid, u.role, u.password_hash, 1, u.created_at
        from users u join customers c on c.customer_id = u.customer_id
        where lower(u.email) = lower(?1) and u.is_active and c.is_active
        order by kind, created_at, operator_uid
        """;

    private const string Search =
        $"""
        select a.*, (select max(s.last_seen_at) from sessions s where s.account_uid = a.account_uid)
        from (
          select operator_uid as account_uid, name, email, null as role, null as customer_uid, null as customer_name, password_hash is not null, is_active,
            0 as kind, created_at
          from operators
          union all
          select u.user_uid, u.name, u.email, u.role, c.customer_uid, c.name, u.password_hash is not null, u.is_active, 1, u.created_at
          from users u join customers c on c.customer_id = u.customer_id) a
        where (?1 is null or instr(lower(a.name), lower(?1)) > 0 or instr(lower(coalesce(a.email, '')), lower(?1)) > 0)
          and (?2 is null or coalesce(a.role, '{AccountRoleColumn.Operator}') = ?2)
          and (?3 is null or a.customer_uid = ?3)
          and (a.kind, a.created_at, a.account_uid) > (?4, ?5, ?6)
        order by a.kind, a.created_at, a.account_uid limit ?7 offset ?8
        """;

    private const string IsFirstOperator = $"purpose = '{InvitationPurposeColumn.FirstOperator}'";

    /// <summary>The invitation of the hash ?1 that is good at the time ?2.</summary>
    private const string IsGood = $"secret_hash = ?1 and expires_at > ?2 and not ({IsFirstOperator} and exists ({WhoCanSignIn}))";

    private const string Use = $"delete from invitations where {IsGood}";

    public ValueTask<bool> HasOperatorAsync() =>
        ValueTask.FromResult(readers.Read(session => session.Prepare(WhoCanSignIn).One(row => row.Text(0)) is not null));

    public ValueTask<IReadOnlyList<Operator>> ListOperatorsAsync() =>
        ValueTask.FromResult<IReadOnlyList<Operator>>(
            readers.Read(session => session.Prepare($"{Operators} order by created_at, operator_uid").All(ReadOperator)));

    public ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, Slice<AccountCursor> slice)
    {
        var after = slice.After ?? AccountCursor.Beginning;
        var read = readers.Read(session => session.Prepare(Search)
            .BindText(0, filter.Search).BindText(1, AccountRoleColumn.OfAny(filter.Role)).BindText(2, filter.CustomerUid)
            .Bind(3, after.IsOperator ? 0 : 1).Bind(4, after.CreatedAt).BindText(5, after.Uid).Bind(6, slice.Limit + 1).Bind(7, slice.Offset)
            .All(ReadAccount));
        return ValueTask.FromResult(read.ToPage(slice.Limit, AccountCursor.Of));
    }

    public async ValueTask<SwitchOutcome> SetOperatorActiveAsync(string operatorUid, bool active) =>
        await writer.WriteAsync(session =>
            session.Change(session.Prepare(Switch).Bind(0, active ? 1 : 0).BindText(1, operatorUid)) > 0 ? SwitchOutcome.Done
            : session.Prepare($"{Operators} where operator_uid = ?").BindText(0, operatorUid).One(ReadOperator) is null ? SwitchOutcome.NotFound
            : SwitchOutcome.LastOperator);

    public async ValueTask<bool> SetPasswordHashAsync(string accountUid, string passwordHash) =>
        await writer.WriteAsync(session =>
        {
            session.Prepare("delete from sessions where account_uid = ?").BindText(0, accountUid).Run();
            session.Prepare("delete from invitations where account_uid = ?").BindText(0, accountUid).Run();
            return session.Change(session.Prepare(SetUsersPassword).BindText(0, passwordHash).BindText(1, accountUid)) > 0
                || session.Change(session.Prepare(SetOperatorsPassword).BindText(0, passwordHash).BindText(1, accountUid)) > 0;
        });

    public ValueTask<IReadOnlyList<SignIn>> FindSignInsAsync(string email) =>
        ValueTask.FromResult<IReadOnlyList<SignIn>>(readers.Read(session => session.Prepare(SignIns).BindText(0, email).All(
            row => new SignIn(row.Text(0)!, AccountRoleColumn.Read(row.Text(1)), row.Text(2)))));

    public async ValueTask InviteAsync(ReadOnlyMemory<byte> hash, Invitation invitation, DateTimeOffset now) =>
        await writer.ChangeAsync(session => session.Prepare(
            "insert into invitations (secret_hash, purpose, account_uid, created_at, expires_at) values (?, ?, ?, ?, ?)")
            .BindBlob(0, hash.Span).BindText(1, InvitationPurposeColumn.Of(invitation.Purpose)).BindText(2, invitation.AccountUid)
            .Bind(3, now).Bind(4, invitation.ExpiresAt));

    public ValueTask<Invitation?> FindInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        ValueTask.FromResult(readers.Read(session => session.Prepare($"select purpose, account_uid, expires_at from invitations where {IsGood}")
            .BindBlob(0, hash.Span).Bind(1, now)
            .One(row => new Invitation(InvitationPurposeColumn.Read(row.Text(0)!), row.Text(1), row.Time(2)))));

    public async ValueTask<Operator?> CreateOperatorAsync(NewOperator account, ReadOnlyMemory<byte>? invitation, DateTimeOffset now) =>
        await writer.WriteAsync(session =>
        {
            if (invitation is { } hash && session.Change(session.Prepare($"{Use} and {IsFirstOperator}").BindBlob(0, hash.Span).Bind(1, now)) == 0)
            {
                return null;
            }

            session.Prepare("insert into operators (operator_uid, name, email, password_hash, is_active, created_at) values (?, ?, ?, ?, 1, ?)")
                .BindText(0, account.Uid).BindText(1, account.Name).BindText(2, account.Email).BindText(3, account.PasswordHash).Bind(4, now)
                .Run();
            return session.Prepare($"{Operators} where operator_uid = ?").BindText(0, account.Uid).One(ReadOperator);
        });

    public async ValueTask<bool> UseInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        await writer.ChangeAsync(session => session.Prepare(Use).BindBlob(0, hash.Span).Bind(1, now)) > 0;

    private static Account ReadAccount(Statement row) => new(
        row.Text(0)!, row.Text(1)!, row.Text(2), AccountRoleColumn.Read(row.Text(3)), row.Text(4), row.Text(5), row.Integer(6) != 0, row.Integer(7) != 0,
        row.Time(9), row.TimeOrNull(10));

    private static Operator ReadOperator(Statement row) => new(
        row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Integer(3) != 0, row.Integer(4) != 0, row.Time(5));
}
