using ContactBooks.Core.Accounts;
using ContactBooks.Core.Store;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Operators, sign-in and invitations in PostgreSQL.</summary>
internal sealed class PostgresAccounts(PostgresDatabase database) : IAccountStore
{
    private const string OperatorColumns = "operator_uid, name, email, password_hash is not null, is_active, created_at";

    private const string OldestFirst = $"""select {OperatorColumns} from operators order by created_at, operator_uid collate "C" """;

    private const string InsertOperator =
        $"""
        insert into operators (operator_uid, name, email, password_hash, is_active, created_at) values ($1, $2, $3, $4, true, $5)
        returning {OperatorColumns}
        """;

    private const string WhoCanSignIn = "select operator_uid from operators where is_active and password_hash is not null";

    /// <summary>Of the operator $2 to $1; not of the last who can sign in.</summary>
    private const string Switch =
        $"""
        update operators set is_active = $1
        where operator_uid = $2 and ($1 or not is_active or password_hash is null or exists ({WhoCanSignIn} and operator_uid <> $2))
        """;

    private const string SignIns =
        """
        select operator_uid collate "C" as account_uid, null::text, password_hash, 0 as kind, created_at from operators
        where lower(email collate "C") = lower($1 collate "C") and is_active
        union all
        select u.user_uid collate "C", u.role, u.password_hash, 1, u.created_at
        from users u join customers c on c.customer_id = u.customer_id
        where lower(u.email collate "C") = lower($1 collate "C") and u.is_active and c.is_active
        order by kind, created_at, account_uid
        """;

    private const string Search =
        $"""
        select a.*, (select max(s.last_seen_at) from sessions s where s.account_uid = a.account_uid)
        from (
          select operator_uid collate "C" as account_uid, name, email, null::text as role, null::text as customer_uid, null::text as customer_name,
            password_hash is not null as has_password, is_active, 0 as kind, created_at
          from operators
          union all
          select u.user_uid collate "C", u.name, u.email, u.role, c.customer_uid, c.name, u.password_hash is not null, u.is_active, 1, u.created_at
          from users u join customers c on c.customer_id = u.customer_id) a
        where ($1::text is null
            or strpos(lower(a.name collate "C"), lower($1 collate "C")) > 0
            or strpos(lower(coalesce(a.email, '') collate "C"), lower($1 collate "C")) > 0)
          and ($2::text is null or coalesce(a.role, '{AccountRoleColumn.Operator}') = $2)
          and ($3::text is null or a.customer_uid = $3)
          and (a.kind, a.created_at, a.account_uid) > ($4, $5, $6)
        order by a.kind, a.created_at, a.account_uid limit $7 offset $8
        """;

    private const string Invite =
        """
        insert into invitations (secret_hash, purpose, account_uid, created_at, expires_at) values ($1, $2, $3, $4, $5)
        on conflict (secret_hash) do nothing
        """;

    private const string IsFirstOperator = $"purpose = '{InvitationPurposeColumn.FirstOperator}'";

    /// <summary>The invitation of the hash $1 that is good at the time $2.</summary>
    private const string IsGood = $"secret_hash = $1 and expires_at > $2 and not ({IsFirstOperator} and exists ({WhoCanSignIn}))";

    private const string Find = $"select purpose, account_uid, expires_at from invitations where {IsGood}";

    private const string Use = $"delete from invitations where {IsGood}";

    private const string UseToBeFirst = $"{Use} and {IsFirstOperator}";

    // Neither of two who are made the first operator at once, by invitations of different nodes, would see the other; nor either of two who
    // are switched off at once that the other goes.
    private const string OneAtATime = "lock table operators in share row exclusive mode";

    public async ValueTask<bool> HasOperatorAsync() => await database.ReadOneAsync(WhoCanSignIn, _ => { }, row => row.GetString(0)) is not null;

    public ValueTask<IReadOnlyList<Operator>> ListOperatorsAsync() => database.ReadAllAsync(OldestFirst, _ => { }, ReadOperator);

    public async ValueTask<Page<Account, AccountCursor>> SearchAsync(AccountFilter filter, Slice<AccountCursor> slice)
    {
        var after = slice.After ?? AccountCursor.Beginning;
        var read = await database.ReadAllAsync(
            Search,
            p => p.BindText(filter.Search).BindText(AccountRoleColumn.OfAny(filter.Role)).BindText(filter.CustomerUid)
                .Bind(after.IsOperator ? 0L : 1L).Bind(after.CreatedAt).Bind(after.Uid).Bind(slice.Limit + 1L).Bind(slice.Offset),
            ReadAccount);
        return read.ToPage(slice.Limit, AccountCursor.Of);
    }

    public ValueTask<SwitchOutcome> SetOperatorActiveAsync(string operatorUid, bool active) =>
        database.WriteRepeatableAsync(async connection =>
        {
            await connection.ChangeAsync(OneAtATime, _ => { });
            if (await connection.ChangeAsync(Switch, p => p.Bind(active).Bind(operatorUid)) > 0)
            {
                return SwitchOutcome.Done;
            }

            await using var find = new NpgsqlCommand("select from operators where operator_uid = $1", connection);
            find.Parameters.Bind(operatorUid);
            await using var row = await find.ExecuteReaderAsync();
            return await row.ReadAsync() ? SwitchOutcome.LastOperator : SwitchOutcome.NotFound;
        });

    public ValueTask<bool> SetPasswordHashAsync(string accountUid, string passwordHash) =>
        database.WriteRepeatableAsync(async connection =>
        {
            await connection.ChangeAsync("delete from sessions where account_uid = $1", p => p.Bind(accountUid));
            await connection.ChangeAsync("delete from invitations where account_uid = $1", p => p.Bind(accountUid));
            return await connection.ChangeAsync(
                    "update users set password_hash = $1 where user_uid = $2", p => p.Bind(passwordHash).Bind(accountUid)) > 0
                || await connection.ChangeAsync(
                    "update operators set password_hash = $1 where operator_uid = $2", p => p.Bind(passwordHash).Bind(accountUid)) > 0;
        });

    public ValueTask<IReadOnlyList<SignIn>> FindSignInsAsync(string email) => database.ReadAllAsync(
        SignIns, p => p.Bind(email), row => new SignIn(row.GetString(0), AccountRoleColumn.Read(row.Text(1)), row.Text(2)));

    public async ValueTask InviteAsync(ReadOnlyMemory<byte> hash, Invitation invitation, DateTimeOffset now) =>
        await database.ChangeAsync(Invite, p => p
            .BindBytes(hash).Bind(InvitationPurposeColumn.Of(invitation.Purpose)).BindText(invitation.AccountUid)
            .BindTime(now).BindTime(invitation.ExpiresAt));

    public ValueTask<Invitation?> FindInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) => database.ReadOneAsync(
        Find, p => p.BindBytes(hash).BindTime(now), row => new Invitation(InvitationPurposeColumn.Read(row.GetString(0)), row.Text(1), row.Time(2)));

    public ValueTask<Operator?> CreateOperatorAsync(NewOperator account, ReadOnlyMemory<byte>? invitation, DateTimeOffset now) =>
        database.WriteAsync(async connection =>
        {
            if (invitation is { } hash && !await UseToBeFirstAsync(connection, hash, now))
            {
                return null;
            }

            await using var insert = new NpgsqlCommand(InsertOperator, connection);
            insert.Parameters.Bind(account.Uid).Bind(account.Name).Bind(account.Email).BindText(account.PasswordHash).BindTime(now);
            return await insert.OneAsync(ReadOperator);
        });

    // Not repeatable: done again after a lost COMMIT, it would say that somebody else had used it.
    public ValueTask<bool> UseInvitationAsync(ReadOnlyMemory<byte> hash, DateTimeOffset now) =>
        database.WriteAsync(async connection => await connection.ChangeAsync(Use, p => p.BindBytes(hash).BindTime(now)) > 0);

    private static async ValueTask<bool> UseToBeFirstAsync(NpgsqlConnection connection, ReadOnlyMemory<byte> hash, DateTimeOffset now)
    {
        await connection.ChangeAsync(OneAtATime, _ => { });
        return await connection.ChangeAsync(UseToBeFirst, p => p.BindBytes(hash).BindTime(now)) > 0;
    }

    private static Account ReadAccount(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.Text(2), AccountRoleColumn.Read(row.Text(3)), row.Text(4), row.Text(5), row.GetBoolean(6), row.GetBoolean(7),
        row.Time(9), row.TimeOrNull(10));

    private static Operator ReadOperator(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetBoolean(4), row.Time(5));
}
