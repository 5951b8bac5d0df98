using ContactBooks.Core.Accounts;
using ContactBooks.Core.Customers;
using ContactBooks.Core.Phones;
using ContactBooks.Core.Store;
using ContactBooks.Core.Tokens;

namespace ContactBooks.Specs.Store.Model;

/// <summary>Customers, users and tokens in the model.</summary>
internal sealed class InMemoryDirectory : IDirectory
{
    private readonly Lock _lock = new();
    private readonly List<Customer> _customers = [];
    private readonly List<(CustomerId Customer, User User)> _users = [];
    private readonly List<(CustomerId Customer, byte[] Hash, Token Token)> _tokens = [];

    public ValueTask<Customer> CreateCustomerAsync(
        string uid, string name, CallingCode? countryCode, Features features, string userUid, DateTimeOffset now) =>
        Do(() =>
        {
            var customer = new Customer(new CustomerId(_customers.Count + 1), uid, name, countryCode, features, true, now);
            _customers.Add(customer);
            _users.Add((customer.Id, new User(userUid, uid, name, null, AccountRole.Owner, false, true, now)));
            return customer;
        });

    public ValueTask<IReadOnlyList<Customer>> ListCustomersAsync() => Do<IReadOnlyList<Customer>>(() => [.. _customers]);

    public ValueTask<Customer?> FindCustomerAsync(string customerUid) => Do(() => _customers.Find(customer => customer.Uid == customerUid));

    public ValueTask<bool> SetFeaturesAsync(string customerUid, Features features) =>
        Do(() => Replace(_customers, customer => customer.Uid == customerUid, customer => customer with { Features = features }));

    public ValueTask<bool> SetCustomerActiveAsync(string customerUid, bool active) =>
        Do(() => Replace(_customers, customer => customer.Uid == customerUid, customer => customer with { IsActive = active }));

    public ValueTask<User> CreateUserAsync(CustomerId customer, string uid, string name, string? email, AccountRole role, DateTimeOffset now) =>
        Do(() =>
        {
            var user = new User(uid, UidOf(customer), name, email, role, false, true, now);
            _users.Add((customer, user));
            return user;
        });

    public ValueTask<IReadOnlyList<User>> ListUsersAsync(CustomerId customer) =>
        Do<IReadOnlyList<User>>(() => [.. _users.Where(entry => entry.Customer == customer).Select(entry => entry.User)]);

    public ValueTask<bool> SetUserActiveAsync(string userUid, bool active) =>
        Do(() => Replace(_users, entry => entry.User.Uid == userUid, entry => (entry.Customer, entry.User with { IsActive = active })));

    public ValueTask<Token?> CreateTokenAsync(CustomerId customer, string? userUid, NewToken token, DateTimeOffset now) =>
        Do(() =>
        {
            if (_users.Where(entry => entry.Customer == customer && (userUid is null || entry.User.Uid == userUid)).Select(entry => entry.User).FirstOrDefault() is not { } user)
            {
                return null;
            }

            var made = new Token(
                token.Uid, UidOf(customer), user.Uid, token.Name, token.Scope, token.Sender, token.LastFour, token.ExpiresAt, now, null, null);
            _tokens.Add((customer, token.Hash.ToArray(), made));
            return made;
        });

    public ValueTask<IReadOnlyList<Token>> ListTokensAsync(CustomerId customer) =>
        Do<IReadOnlyList<Token>>(() => [.. _tokens.Where(entry => entry.Customer == customer).Select(entry => entry.Token).Reverse()]);

    public ValueTask<bool> RevokeTokenAsync(string tokenUid, DateTimeOffset now) =>
        Do(() => Replace(
            _tokens, entry => entry.Token.Uid == tokenUid, entry => entry with { Token = entry.Token with { RevokedAt = entry.Token.RevokedAt ?? now } }));

    public ValueTask<TokenGrant?> FindGrantAsync(ReadOnlyMemory<byte> hash) =>
        Do(() =>
        {
            if (_tokens.Find(entry => hash.Span.SequenceEqual(entry.Hash)).Token is not { } token)
            {
                return null;
            }

            var customer = _customers.Single(customer => customer.Uid == token.CustomerUid);
            var user = _users.Single(entry => entry.User.Uid == token.UserUid).User;
            return new TokenGrant(
                customer.Id, customer.Uid, token.Uid, token.Scope, customer.Features, customer.CountryCode,
                token.RevokedAt is null && user.IsActive && customer.IsActive, token.ExpiresAt, token.LastUsedAt);
        });

    public async ValueTask RecordUseAsync(IReadOnlyCollection<TokenUse> uses) =>
        await Do(() => uses.All(use => Replace(
            _tokens,
            entry => entry.Customer == use.CustomerId && entry.Token.Uid == use.TokenUid,
            entry => entry.Token.LastUsedAt > use.At ? entry : entry with { Token = entry.Token with { LastUsedAt = use.At } }) || true));

    /// <summary>All people of all customers, the oldest first.</summary>
    public IReadOnlyList<(Customer Customer, User User)> ListUsers()
    {
        lock (_lock)
        {
            return [.. _users.Select(entry => (_customers.Single(customer => customer.Id == entry.Customer), entry.User))];
        }
    }

    /// <summary>Notes that a person has a password; false if there is no such person.</summary>
    public bool NotePassword(string userUid)
    {
        lock (_lock)
        {
            return Replace(_users, entry => entry.User.Uid == userUid, entry => (entry.Customer, entry.User with { HasPassword = true }));
        }
    }

    private static bool Replace<T>(List<T> list, Predicate<T> which, Func<T, T> by)
    {
        var index = list.FindIndex(which);
        if (index >= 0)
        {
            list[index] = by(list[index]);
        }

        return index >= 0;
    }

    private string UidOf(CustomerId customer) => _customers.Single(c => c.Id == customer).Uid;

    private ValueTask<T> Do<T>(Func<T> work)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(work());
        }
    }
}
