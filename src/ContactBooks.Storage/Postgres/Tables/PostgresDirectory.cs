using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;
using Npgsql;

namespace ContactBooks.Storage.Postgres;

/// <summary>Customers, users and tokens in PostgreSQL.</summary>
internal sealed class PostgresDirectory(PostgresDatabase database) : IDirectory
{
    private const string UserColumns = "u.user_uid, c.customer_uid, u.name, u.email, u.role, u.password_hash is not null, u.is_active, u.created_at";

    private const string TokenColumns =
        "t.token_uid, c.customer_uid, t.user_uid, t.name, t.scope, t.sender, t.last_four, t.expires_at, t.created_at, t.last_used_at, t.revoked_at";

    private const string InsertCustomer =
        $"""
        insert into customers (customer_id, customer_uid, name, country_code, features, is_active, created_at)
        values (nextval('customer_ids'), $1, $2, $3, $4, true, $5) returning {CustomerColumns.All}
        """;

    private const string InsertUser =
        "insert into users (customer_id, user_uid, name, email, role, is_active, created_at) values ($1, $2, $3, $4, $5, true, $6)";

    private const string UserOfUid =
        $"select {UserColumns} from users u join customers c on c.customer_id = u.customer_id where u.customer_id = $1 and u.user_uid = $2";

    private const string UsersOfCustomer =
        $"""
        select {UserColumns} from users u join customers c on c.customer_id = u.customer_id
        where u.customer_id = $1 order by u.created_at, u.user_uid collate "C"
        """;

    // The text is compared byte by byte: identifiers made in one millisecond keep their order whatever the database's collation.
    private const string UserOfToken =
        """
        select user_uid from users where customer_id = $1 and ($2 is null or user_uid = $2)
        order by created_at, user_uid collate "C" limit 1
        """;

    private const string InsertToken =
        """
        insert into tokens (customer_id, token_uid, user_uid, token_hash, last_four, name, scope, sender, expires_at, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string TokenOfUid =
        $"select {TokenColumns} from tokens t join customers c on c.customer_id = t.customer_id where t.customer_id = $1 and t.token_uid = $2";

    private const string TokensOfCustomer =
        $"""
        select {TokenColumns} from tokens t join customers c on c.customer_id = t.customer_id
        where t.customer_id = $1 order by t.created_at desc, t.token_uid collate "C" desc
        """;

    // The one query of every request: by the hash's index, then by the keys of user and customer.
    private const string Grant =
        """
        select t.customer_id, c.customer_uid, t.token_uid, t.scope, c.features, c.country_code,
          t.revoked_at is null and u.is_active and c.is_active, t.expires_at, t.last_used_at
        from tokens t
        join users u on u.customer_id = t.customer_id and u.user_uid = t.user_uid
        join customers c on c.customer_id = t.customer_id
        where t.token_hash = $1
        """;

    // Two nodes may record the same tokens at once: both take the rows in one order.
    private const string RecordUse =
        """
        update tokens t set last_used_at = greatest(t.last_used_at, used.at)
        from (
          select t.customer_id, t.token_uid, u.at
          from tokens t join unnest($1, $2, $3) as u (customer_id, token_uid, at) on u.customer_id = t.customer_id and u.token_uid = t.token_uid
          order by t.customer_id, t.token_uid for no key update of t) used
        where t.customer_id = used.customer_id and t.token_uid = used.token_uid
        """;

    public ValueTask<Customer> CreateCustomerAsync(
        string uid, string name, CallingCode? countryCode, Features features, string userUid, DateTimeOffset now) =>
        database.WriteAsync(async connection =>
        {
            await using var insert = new NpgsqlCommand(InsertCustomer, connection);
            insert.Parameters.Bind(uid).Bind(name);
            insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer, Value = (object?)countryCode?.Value ?? DBNull.Value });
            insert.Parameters.Bind(FeatureColumn.Of(features)).BindTime(now);
            var customer = (await insert.OneAsync(CustomerColumns.Read))!;
            await AddUserAsync(connection, customer.Id, userUid, name, null, AccountRole.Owner, now);
            return customer;
        });

    public ValueTask<IReadOnlyList<Customer>> ListCustomersAsync() =>
        database.ReadAllAsync($"select {CustomerColumns.All} from customers order by customer_id", _ => { }, CustomerColumns.Read);

    public ValueTask<Customer?> FindCustomerAsync(string customerUid) =>
        database.ReadOneAsync($"select {CustomerColumns.All} from customers where customer_uid = $1", p => p.Bind(customerUid), CustomerColumns.Read);

    public ValueTask<bool> SetFeaturesAsync(string customerUid, Features features) =>
        database.ChangeAsync("update customers set features = $1 where customer_uid = $2", p => p.Bind(FeatureColumn.Of(features)).Bind(customerUid));

    public ValueTask<bool> SetCustomerActiveAsync(string customerUid, bool active) =>
        database.ChangeAsync("update customers set is_active = $1 where customer_uid = $2", p => p.Bind(active).Bind(customerUid));

    public ValueTask<User> CreateUserAsync(
        CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        database.WriteAsync(async connection =>
        {
            await AddUserAsync(connection, customer, uid, name, email, role, now);
            await using var read = new NpgsqlCommand(UserOfUid, connection);
            read.Parameters.Bind(customer.Value).Bind(uid);
            return (await read.OneAsync(ReadUser))!;
        });

    public ValueTask<IReadOnlyList<User>> ListUsersAsync(CustomerId customer) =>
        database.ReadAllAsync(UsersOfCustomer, p => p.Bind(customer.Value), ReadUser);

    public ValueTask<bool> SetUserActiveAsync(string userUid, bool active) =>
        database.ChangeAsync("update users set is_active = $1 where user_uid = $2", p => p.Bind(active).Bind(userUid));

    public ValueTask<Token?> CreateTokenAsync(CustomerId customer, string? userUid, NewToken token, DateTimeOffset now) =>
        database.WriteAsync(async connection =>
        {
            await using var owner = new NpgsqlCommand(UserOfToken, connection);
            owner.Parameters.Bind(customer.Value).BindText(userUid);
            if (await owner.ExecuteScalarAsync() is not string user)
            {
                return null;
            }

            await using var insert = new NpgsqlCommand(InsertToken, connection);
            insert.Parameters.Bind(customer.Value).Bind(token.Uid).Bind(user).BindBytes(token.Hash).Bind(token.LastFour)
                .Bind(token.Name).Bind(TokenScopeName.Format(token.Scope)).BindText(token.Sender)
                .BindNumber(token.ExpiresAt?.ToUnixTimeMilliseconds()).BindTime(now);
            await insert.ExecuteNonQueryAsync();
            await using var read = new NpgsqlCommand(TokenOfUid, connection);
            read.Parameters.Bind(customer.Value).Bind(token.Uid);
            return await read.OneAsync(ReadToken);
        });

    public ValueTask<IReadOnlyList<Token>> ListTokensAsync(CustomerId customer) =>
        database.ReadAllAsync(TokensOfCustomer, p => p.Bind(customer.Value), ReadToken);

    public ValueTask<bool> RevokeTokenAsync(string tokenUid, DateTimeOffset now) =>
        database.ChangeAsync("update tokens set revoked_at = coalesce(revoked_at, $1) where token_uid = $2", p => p.BindTime(now).Bind(tokenUid));

    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash) => database.ReadOneAsync(Grant, p => p.BindBytes(hash), ReadGrant);

    public async ValueTask RecordUseAsync(IReadOnlyCollection<TokenUse> uses) =>
        await database.ChangeAsync(RecordUse, p => p
            .Bind(uses.Select(use => use.CustomerId.Value).ToArray())
            .Bind(uses.Select(use => use.TokenUid).ToArray())
            .Bind(uses.Select(use => use.At.ToUnixTimeMilliseconds()).ToArray()));

    private static async ValueTask AddUserAsync(
        NpgsqlConnection connection, CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        await connection.ChangeAsync(
            InsertUser, p => p.Bind(customer.Value).Bind(uid).Bind(name).BindText(email).Bind(AccountRoleColumn.Of(role)).BindTime(now));

    private static User ReadUser(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.Text(3), AccountRoleColumn.Read(row.GetString(4)), row.GetBoolean(5), row.GetBoolean(6),
        row.Time(7));

    private static Token ReadToken(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), ReadScope(row, 4), row.Text(5), row.GetString(6),
        row.TimeOrNull(7), row.Time(8), row.TimeOrNull(9), row.TimeOrNull(10));

    private static TokenGrant ReadGrant(NpgsqlDataReader row) => new(
        new CustomerId(row.GetInt64(0)), row.GetString(1), row.GetString(2), ReadScope(row, 3), FeatureColumn.Read(row.GetString(4)),
        CustomerColumns.ReadCode(row, 5),
        row.GetBoolean(6), row.TimeOrNull(7), row.TimeOrNull(8));

    private static TokenScope ReadScope(NpgsqlDataReader row, int column) =>
        TokenScopeName.TryParse(row.GetString(column), out var scope)
            ? scope
            : throw new InvalidDataException("A token in the database has a scope that this program doesn't know.");
}
