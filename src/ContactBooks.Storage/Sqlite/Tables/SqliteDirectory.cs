using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Storage.Sqlite;

/// <summary>Customers, users and tokens in the embedded store.</summary>
internal sealed class SqliteDirectory(SqliteWriter writer, ReaderPool readers) : IDirectory
{
    private const string UserColumns = "u.user_uid, c.customer_uid, u.name, u.email, u.role, u.password_hash is not null, u.is_active, u.created_at";

    private const string TokenColumns =
        "t.token_uid, c.customer_uid, t.user_uid, t.name, t.scope, t.sender, t.last_four, t.expires_at, t.created_at, t.last_used_at, t.revoked_at";

    private const string InsertUser =
        "insert into users (customer_id, user_uid, name, email, role, is_active, created_at) values (?, ?, ?, ?, ?, 1, ?)";

    // The one query of every request: by the hash's index, then by the keys of user and customer.
    private const string Grant =
        """
        select t.customer_id, c.customer_uid, t.token_uid, t.scope, c.features, c.country_code,
          t.revoked_at is null and u.is_active and c.is_active, t.expires_at, t.last_used_at
        from tokens t
        join users u on u.customer_id = t.customer_id and u.user_uid = t.user_uid
        join customers c on c.customer_id = t.customer_id
        where t.token_hash = ?
        """;

    public async ValueTask<Customer> CreateCustomerAsync(
        string uid, string name, CallingCode? countryCode, Features features, string userUid, DateTimeOffset now) =>
        await writer.WriteAsync(session =>
        {
            var customer = session.Prepare(
                $"""
                insert into customers (customer_uid, name, country_code, features, is_active, created_at)
                values (?, ?, ?, ?, 1, ?) returning {CustomerColumns.All}
                """)
                .BindText(0, uid).BindText(1, name).Bind(2, countryCode?.Value).BindText(3, FeatureColumn.Of(features)).Bind(4, now)
                .One(CustomerColumns.Read)!;
            AddUser(session, customer.Id, userUid, name, null, AccountRole.Owner, now);
            return customer;
        });

    public ValueTask<IReadOnlyList<Customer>> ListCustomersAsync() =>
        ReadAsync<IReadOnlyList<Customer>>(session =>
            session.Prepare($"select {CustomerColumns.All} from customers order by customer_id").All(CustomerColumns.Read));

    public ValueTask<Customer?> FindCustomerAsync(string customerUid) =>
        ReadAsync(session =>
            session.Prepare($"select {CustomerColumns.All} from customers where customer_uid = ?").BindText(0, customerUid).One(CustomerColumns.Read));

    public ValueTask<bool> SetFeaturesAsync(string customerUid, Features features) =>
        ChangeAsync(session => session.Prepare("update customers set features = ? where customer_uid = ?").BindText(0, FeatureColumn.Of(features)).BindText(1, customerUid));

    public ValueTask<bool> SetCustomerActiveAsync(string customerUid, bool active) =>
        ChangeAsync(session => session.Prepare("update customers set is_active = ? where customer_uid = ?").Bind(0, active ? 1 : 0).BindText(1, customerUid));

    public async ValueTask<User> CreateUserAsync(
        CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        await writer.WriteAsync(session =>
        {
            AddUser(session, customer, uid, name, email, role, now);
            return session.Prepare(
                $"select {UserColumns} from users u join customers c on c.customer_id = u.customer_id where u.customer_id = ? and u.user_uid = ?")
                .Bind(0, customer.Value).BindText(1, uid)
                .One(ReadUser)!;
        });

    public ValueTask<IReadOnlyList<User>> ListUsersAsync(CustomerId customer) =>
        ReadAsync<IReadOnlyList<User>>(session => session.Prepare(
            $"""
            select {UserColumns} from users u join customers c on c.customer_id = u.customer_id
            where u.customer_id = ? order by u.created_at, u.user_uid
            """)
            .Bind(0, customer.Value)
            .All(ReadUser));

    public ValueTask<bool> SetUserActiveAsync(string userUid, bool active) =>
        ChangeAsync(session => session.Prepare("update users set is_active = ? where user_uid = ?").Bind(0, active ? 1 : 0).BindText(1, userUid));

    public async ValueTask<Token?> CreateTokenAsync(CustomerId customer, string? userUid, NewToken token, DateTimeOffset now) =>
        await writer.WriteAsync(session =>
        {
            var user = session.Prepare(
                """
                select user_uid from users where customer_id = ?1 and (?2 is null or user_uid = ?2)
                order by created_at, user_uid limit 1
                """)
                .Bind(0, customer.Value).BindText(1, userUid)
                .One(row => row.Text(0));
            if (user is null)
            {
                return null;
            }

            session.Prepare(
                """
                insert into tokens (customer_id, token_uid, user_uid, token_hash, last_four, name, scope, sender, expires_at, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .Bind(0, customer.Value).BindText(1, token.Uid).BindText(2, user).BindBlob(3, token.Hash.Span).BindText(4, token.LastFour)
                .BindText(5, token.Name).BindText(6, TokenScopeName.Format(token.Scope)).BindText(7, token.Sender)
                .Bind(8, token.ExpiresAt).Bind(9, now)
                .Run();
            return session.Prepare(
                $"select {TokenColumns} from tokens t join customers c on c.customer_id = t.customer_id where t.customer_id = ? and t.token_uid = ?")
                .Bind(0, customer.Value).BindText(1, token.Uid)
                .One(ReadToken);
        });

    public ValueTask<IReadOnlyList<Token>> ListTokensAsync(CustomerId customer) =>
        ReadAsync<IReadOnlyList<Token>>(session => session.Prepare(
            $"""
            select {TokenColumns} from tokens t join customers c on c.customer_id = t.customer_id
            where t.customer_id = ? order by t.created_at desc, t.token_uid desc
            """)
            .Bind(0, customer.Value)
            .All(ReadToken));

    public ValueTask<bool> RevokeTokenAsync(string tokenUid, DateTimeOffset now) =>
        ChangeAsync(session => session.Prepare("update tokens set revoked_at = coalesce(revoked_at, ?) where token_uid = ?").Bind(0, now).BindText(1, tokenUid));

    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash) =>
        ReadAsync(session => session.Prepare(Grant).BindBlob(0, hash.Span).One(ReadGrant));

    public async ValueTask RecordUseAsync(IReadOnlyCollection<TokenUse> uses) =>
        await writer.WriteAsync(session =>
        {
            foreach (var use in uses)
            {
                session.Prepare("update tokens set last_used_at = max(coalesce(last_used_at, 0), ?) where customer_id = ? and token_uid = ?")
                    .Bind(0, use.At).Bind(1, use.CustomerId.Value).BindText(2, use.TokenUid).Run();
            }

            return true;
        });

    private ValueTask<T> ReadAsync<T>(Func<SqliteSession, T> read) => ValueTask.FromResult(readers.Read(read));

    private async ValueTask<bool> ChangeAsync(Func<SqliteSession, Statement> change) => await writer.ChangeAsync(change) > 0;

    private static void AddUser(
        SqliteSession session, CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        session.Prepare(InsertUser)
            .Bind(0, customer.Value).BindText(1, uid).BindText(2, name).BindText(3, email).BindText(4, AccountRoleColumn.Of(role)).Bind(5, now)
            .Run();

    private static User ReadUser(Statement row) => new(
        row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Text(3), AccountRoleColumn.Read(row.Text(4)), row.Integer(5) != 0, row.Integer(6) != 0,
        row.Time(7));

    private static Token ReadToken(Statement row) => new(
        row.Text(0)!, row.Text(1)!, row.Text(2)!, row.Text(3)!, ReadScope(row, 4), row.Text(5), row.Text(6)!,
        row.TimeOrNull(7), row.Time(8), row.TimeOrNull(9), row.TimeOrNull(10));

    private static TokenGrant ReadGrant(Statement row) => new(
        new CustomerId(row.Integer(0)), row.Text(1)!, row.Text(2)!, ReadScope(row, 3), FeatureColumn.Read(row.Text(4)),
        CustomerColumns.ReadCode(row, 5),
        row.Integer(6) != 0, row.TimeOrNull(7), row.TimeOrNull(8));

    private static TokenScope ReadScope(Statement row, int column) =>
        TokenScopeName.TryParse(row.Text(column), out var scope)
            ? scope
            : throw new InvalidDataException("A token in the database has a scope that this program doesn't know.");
}
